INSERT INTO users VALUES (1, true, 'free'), (2, true, 'pro'), (3, false, 'free'), (4, false, 'pro');
INSERT INTO events VALUES
    (11, 1, 'login', TIMESTAMP '2026-06-02 10:00'),
    (12, 2, 'login', TIMESTAMP '2026-06-02 10:00'),
    (13, 3, 'login', TIMESTAMP '2026-06-02 10:00'),
    (14, 4, 'login', TIMESTAMP '2026-06-02 10:00');
