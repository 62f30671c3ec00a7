INSERT INTO clicks (user_id, clicked_at) VALUES
    (1, TIMESTAMP '2026-04-01 09:00:00'),
    (1, NULL),
    (NULL, TIMESTAMP '2026-04-01 09:01:00'),
    (1, TIMESTAMP '2026-04-01 12:00:00'),
    (4, NULL);
