INSERT INTO users VALUES (1, false, 'pro'), (2, false, 'pro');
INSERT INTO events VALUES
    (31, 1, 'query', TIMESTAMP '2026-06-07 23:59:59'),
    (32, 1, 'login', TIMESTAMP '2026-06-08 00:00:00'),
    (33, 2, 'query', TIMESTAMP '2025-12-31 10:00'),
    (34, 2, 'login', TIMESTAMP '2026-01-01 10:00');
