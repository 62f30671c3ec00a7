INSERT INTO orders (order_id, user_id, order_date, order_amount) VALUES
    (24, 10, DATE '2026-03-05', 4.00),
    (23, 10, DATE '2026-03-05', 3.00),
    (22, 10, DATE '2026-03-05', 3.00),
    (21, 10, DATE '2026-03-01', 1.00),
    (25, 10, DATE '2026-03-09', 9.00),
    (26, 12, DATE '2026-03-05', 8.00),
    (27, 12, DATE '2026-03-05', 8.00);
