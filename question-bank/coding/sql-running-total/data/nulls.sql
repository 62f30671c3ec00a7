INSERT INTO orders (order_id, user_id, order_date, order_amount) VALUES
    (31, 10, DATE '2025-12-31', NULL),
    (32, 10, DATE '2026-01-01', 10.00),
    (33, 10, DATE '2026-01-02', NULL),
    (34, 10, DATE '2026-01-03', -4.00),
    (35, NULL, DATE '2026-01-01', 2.00),
    (36, NULL, DATE '2026-01-04', 3.00),
    (37, 13, DATE '2026-02-28', 0.00);
