INSERT INTO payments (payment_id, shop_id, paid_at, amount) VALUES
    (11, 1, TIMESTAMP '2026-05-31 00:00:00', 1.00),
    (12, 1, TIMESTAMP '2026-05-31 14:30:00', 2.00),
    (13, 2, TIMESTAMP '2026-05-31 23:59:59.5', 4.00);
