INSERT INTO app_events (user_id, name, happened_at) VALUES
    (NULL, 'view', TIMESTAMP '2026-06-01 09:00:00'),
    (NULL, 'cart', TIMESTAMP '2026-06-01 09:05:00'),
    (1, 'view', TIMESTAMP '2026-06-01 09:00:00'),
    (1, 'cart', NULL),
    (2, 'view', NULL),
    (2, 'cart', TIMESTAMP '2026-06-01 09:05:00'),
    (3, 'share', TIMESTAMP '2026-06-01 09:05:00');
