INSERT INTO users VALUES (1, false, 'pro'), (2, false, 'team'), (3, false, 'pro'), (4, false, 'enterprise');
INSERT INTO events VALUES
    (61, 1, 'export', TIMESTAMP '2026-06-02 10:00'),
    (62, 2, 'query', TIMESTAMP '2026-06-02 10:00'),
    (63, 3, 'view', TIMESTAMP '2026-06-02 10:00'),
    (64, 3, 'Query', TIMESTAMP '2026-06-03 10:00'),
    (67, 3, 'query_failed', TIMESTAMP '2026-06-03 11:00'),
    (65, 4, 'view', TIMESTAMP '2026-06-02 10:00'),
    (66, 4, 'export', TIMESTAMP '2026-06-03 10:00');
