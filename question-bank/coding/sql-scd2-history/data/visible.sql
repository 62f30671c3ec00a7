INSERT INTO price_log (entry_id, product_id, price, noted_on) VALUES
    (1, 7, 10.00, DATE '2026-01-05'),
    (2, 7, 12.00, DATE '2026-02-01'),
    (3, 8, 4.50, DATE '2026-01-20'),
    (4, 7, 11.00, DATE '2026-03-10'),
    (5, 8, 5.00, DATE '2026-04-02');
