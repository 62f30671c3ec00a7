INSERT INTO app_events (user_id, name, happened_at) VALUES
    (1, 'cart', TIMESTAMP '2026-06-01 08:00:00'),
    (1, 'view', TIMESTAMP '2026-06-01 09:00:00'),
    (1, 'cart', TIMESTAMP '2026-06-01 09:05:00'),
    (1, 'pay', TIMESTAMP '2026-06-01 09:20:00'),
    (2, 'view', TIMESTAMP '2026-06-01 10:00:00'),
    (2, 'view', TIMESTAMP '2026-06-01 10:30:00'),
    (2, 'cart', TIMESTAMP '2026-06-01 10:20:00');
