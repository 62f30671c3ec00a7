INSERT INTO users VALUES (1, false, 'pro'), (2, false, 'pro'), (3, false, 'free');
INSERT INTO events VALUES
    (21, 1, 'login', TIMESTAMP '2026-06-02 10:00'),
    (22, 1, 'query', TIMESTAMP '2026-06-03 10:00'),
    (23, 1, 'export', TIMESTAMP '2026-06-03 10:00'),
    (24, 2, 'login', TIMESTAMP '2026-06-03 10:00'),
    (25, 2, 'login', TIMESTAMP '2026-06-03 10:00'),
    (26, 3, 'query', TIMESTAMP '2026-06-03 10:00'),
    (27, 3, 'query', TIMESTAMP '2026-06-04 10:00');
