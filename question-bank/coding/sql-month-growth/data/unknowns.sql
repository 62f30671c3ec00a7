INSERT INTO orders (order_id, ordered_on, amount) VALUES
    (41, DATE '2026-01-10', 100.00),
    (42, DATE '2026-02-10', NULL),
    (43, DATE '2026-03-10', 40.00),
    (44, DATE '2026-03-11', NULL),
    (45, NULL, 500.00),
    (46, DATE '2026-04-11', 10.00),
    (47, DATE '2026-05-11', 10.00),
    (48, DATE '2026-06-11', 10.00);
