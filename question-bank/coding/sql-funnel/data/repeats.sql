INSERT INTO app_events (user_id, name, happened_at) VALUES
    (1, 'view', TIMESTAMP '2026-06-01 09:00:00'),
    (1, 'view', TIMESTAMP '2026-06-01 09:00:00'),
    (1, 'cart', TIMESTAMP '2026-06-01 09:05:00'),
    (1, 'cart', TIMESTAMP '2026-06-01 09:06:00'),
    (2, 'view', TIMESTAMP '2026-06-01 09:00:00'),
    (3, 'view', TIMESTAMP '2026-06-01 09:00:00'),
    (1, 'pay', TIMESTAMP '2026-06-01 09:10:00'),
    (1, 'pay', TIMESTAMP '2026-06-01 09:11:00');
