INSERT INTO orders (order_id, ordered_on, amount) VALUES
    (11, DATE '2026-01-10', 100.00),
    (12, DATE '2026-02-14', 50.00),
    (13, DATE '2026-05-05', 75.00);
