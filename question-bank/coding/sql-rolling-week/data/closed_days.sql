INSERT INTO takings (shop_id, day, amount) VALUES
    (1, DATE '2026-03-01', 1.00),
    (1, DATE '2026-03-02', 2.00),
    (1, DATE '2026-03-07', 4.00),
    (1, DATE '2026-03-12', 16.00),
    (1, DATE '2026-03-30', 32.00);
