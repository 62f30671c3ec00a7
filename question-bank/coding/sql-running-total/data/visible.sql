INSERT INTO orders (order_id, user_id, order_date, order_amount) VALUES
    (1, 10, DATE '2026-01-03', 20.00),
    (2, 11, DATE '2026-01-03', 5.50),
    (3, 10, DATE '2026-01-09', 12.25),
    (4, 10, DATE '2026-02-01', 7.75),
    (5, 11, DATE '2026-02-14', 100.00);
