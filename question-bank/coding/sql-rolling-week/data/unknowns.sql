INSERT INTO takings (shop_id, day, amount) VALUES
    (1, DATE '2026-03-02', NULL),
    (1, DATE '2026-03-03', 5.00),
    (1, DATE '2026-03-04', NULL),
    (NULL, DATE '2026-03-04', 50.00),
    (3, DATE '2026-03-04', -2.50);
