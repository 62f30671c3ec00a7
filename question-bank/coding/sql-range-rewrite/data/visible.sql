INSERT INTO payments (payment_id, shop_id, paid_at, amount) VALUES
    (1, 1, TIMESTAMP '2026-05-03 10:15:00', 20.00),
    (2, 1, TIMESTAMP '2026-05-17 18:40:00', 5.50),
    (3, 2, TIMESTAMP '2026-05-21 09:00:00', 12.25),
    (4, 2, TIMESTAMP '2026-06-02 12:00:00', 99.00),
    (5, 3, TIMESTAMP '2025-05-21 09:00:00', 7.75);
