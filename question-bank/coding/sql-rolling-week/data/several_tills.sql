INSERT INTO takings (shop_id, day, amount) VALUES
    (1, DATE '2026-03-02', 10.00),
    (1, DATE '2026-03-02', 10.00),
    (1, DATE '2026-03-03', 3.00),
    (2, DATE '2026-03-03', 5.00),
    (2, DATE '2026-03-03', 6.00);
