INSERT INTO users VALUES
    (1, DATE '2026-01-03', false), (2, DATE '2026-01-20', false), (3, DATE '2026-02-02', false);
INSERT INTO activity VALUES
    (1, DATE '2026-01-05'), (1, DATE '2026-02-06'), (1, DATE '2026-03-07'), (1, DATE '2026-04-08'),
    (2, DATE '2026-01-21'), (2, DATE '2026-02-09'),
    (3, DATE '2026-02-03'), (3, DATE '2026-03-10'), (3, DATE '2026-04-11'), (3, DATE '2026-05-12');
