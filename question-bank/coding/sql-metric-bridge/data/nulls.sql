INSERT INTO users VALUES (1, NULL, 'pro'), (2, false, NULL), (3, NULL, NULL), (4, false, 'pro');
INSERT INTO events VALUES
    (51, 1, 'query', TIMESTAMP '2026-06-02 10:00'),
    (52, 2, 'query', TIMESTAMP '2026-06-02 10:00'),
    (53, 3, 'export', TIMESTAMP '2026-06-02 10:00'),
    (54, 4, NULL, TIMESTAMP '2026-06-02 10:00'),
    (55, NULL, 'query', TIMESTAMP '2026-06-02 10:00'),
    (56, NULL, 'query', TIMESTAMP '2026-06-15 10:00');
