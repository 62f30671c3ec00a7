INSERT INTO users VALUES (1, false, 'pro'), (2, false, 'free'), (3, true, 'pro'), (4, false, 'team');
INSERT INTO events VALUES
    (1, 1, 'query', TIMESTAMP '2026-06-02 10:00'),
    (2, 2, 'query', TIMESTAMP '2026-06-02 11:00'),
    (3, 3, 'export', TIMESTAMP '2026-06-03 10:00'),
    (4, 4, 'login', TIMESTAMP '2026-06-04 10:00');
