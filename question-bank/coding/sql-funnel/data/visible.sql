INSERT INTO app_events (user_id, name, happened_at) VALUES
    (1, 'view', TIMESTAMP '2026-06-01 09:00:00'),
    (1, 'cart', TIMESTAMP '2026-06-01 09:05:00'),
    (1, 'pay', TIMESTAMP '2026-06-01 09:20:00'),
    (2, 'view', TIMESTAMP '2026-06-01 10:00:00'),
    (2, 'cart', TIMESTAMP '2026-06-02 08:00:00'),
    (3, 'view', TIMESTAMP '2026-06-03 12:00:00'),
    (4, 'view', TIMESTAMP '2026-06-03 13:00:00');
