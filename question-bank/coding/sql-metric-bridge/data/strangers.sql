INSERT INTO users VALUES (1, false, 'pro'), (5, false, 'pro');
INSERT INTO events VALUES
    (41, 9, 'query', TIMESTAMP '2026-06-02 10:00'),
    (42, 9, 'login', TIMESTAMP '2026-06-03 10:00'),
    (43, 1, 'query', TIMESTAMP '2026-06-03 10:00'),
    (44, 8, 'login', TIMESTAMP '2026-06-09 10:00');
