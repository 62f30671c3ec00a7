INSERT INTO payments (payment_id, shop_id, paid_at, amount) VALUES
    (31, 1, NULL, 3.00),
    (32, NULL, TIMESTAMP '2026-05-10 08:00:00', 2.00),
    (33, 4, TIMESTAMP '2026-05-10 08:00:00', NULL),
    (34, 5, TIMESTAMP '2026-05-10 08:00:00', 6.00),
    (35, 5, TIMESTAMP '2026-05-10 08:00:00', 6.00);
