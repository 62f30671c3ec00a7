INSERT INTO app_events (user_id, name, happened_at) VALUES
    (1, 'view', TIMESTAMP '2026-06-01 09:00:00'),
    (1, 'cart', TIMESTAMP '2026-06-01 09:05:00'),
    (1, 'pay', TIMESTAMP '2026-06-01 09:20:00'),
    (2, 'cart', TIMESTAMP '2026-06-01 10:00:00'),
    (2, 'view', TIMESTAMP '2026-06-01 10:10:00'),
    (3, 'view', TIMESTAMP '2026-06-01 11:00:00'),
    (3, 'cart', TIMESTAMP '2026-06-01 11:20:00'),
    (3, 'pay', TIMESTAMP '2026-06-01 11:10:00'),
    (4, 'cart', TIMESTAMP '2026-06-01 12:00:00'),
    (4, 'pay', TIMESTAMP '2026-06-01 12:10:00');
