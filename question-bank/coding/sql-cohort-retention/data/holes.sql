INSERT INTO users VALUES
    (1, DATE '2026-02-10', false), (2, DATE '2026-01-31', false), (3, DATE '2026-01-01', false);
INSERT INTO activity VALUES
    (1, DATE '2026-02-10'), (1, DATE '2026-05-31'), (2, DATE '2026-04-30'), (3, DATE '2026-05-01');
