INSERT INTO payments (payment_id, shop_id, paid_at, amount) VALUES
    (21, 1, TIMESTAMP '2026-04-30 23:59:59', 1.00),
    (22, 1, TIMESTAMP '2026-05-01 00:00:00', 2.00),
    (23, 1, TIMESTAMP '2026-06-01 00:00:00', 4.00),
    (24, 2, TIMESTAMP '2026-06-01 00:00:00', 8.00);
