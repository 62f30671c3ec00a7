INSERT INTO users VALUES
    (1, DATE '2025-11-30', false), (2, DATE '2025-12-31', false);
INSERT INTO activity VALUES
    (1, DATE '2025-11-30'), (1, DATE '2025-12-01'), (1, DATE '2026-02-01'),
    (2, DATE '2026-01-01'), (2, DATE '2026-03-30');
