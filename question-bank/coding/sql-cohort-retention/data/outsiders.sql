INSERT INTO users VALUES
    (1, DATE '2026-06-10', false), (2, DATE '2026-06-11', true), (3, NULL, false), (4, DATE '2026-04-11', true);
INSERT INTO activity VALUES
    (1, DATE '2026-06-10'), (2, DATE '2026-06-11'), (3, DATE '2026-06-11'), (NULL, DATE '2026-06-11'),
    (1, NULL), (4, DATE '2026-05-01');
