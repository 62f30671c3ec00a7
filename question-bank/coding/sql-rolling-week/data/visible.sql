INSERT INTO takings (shop_id, day, amount) VALUES
    (1, DATE '2026-03-02', 10.00),
    (1, DATE '2026-03-03', 20.00),
    (1, DATE '2026-03-04', 5.00),
    (1, DATE '2026-03-05', 40.00),
    (2, DATE '2026-03-04', 7.00),
    (2, DATE '2026-03-05', 8.00);
