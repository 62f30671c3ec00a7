INSERT INTO users VALUES
    (1, DATE '2026-06-10', false), (2, DATE '2026-06-11', false), (3, DATE '2026-06-12', false);
INSERT INTO activity VALUES
    (1, DATE '2026-06-10'), (1, DATE '2026-06-10'), (1, DATE '2026-06-12'), (2, DATE '2026-06-10'),
    (2, DATE '2026-06-30'), (3, DATE '2026-06-11'), (3, DATE '2026-07-01');
