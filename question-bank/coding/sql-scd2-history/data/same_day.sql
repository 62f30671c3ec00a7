INSERT INTO price_log (entry_id, product_id, price, noted_on) VALUES
    (31, 7, 10.00, DATE '2026-01-05'),
    (34, 7, 13.00, DATE '2026-02-01'),
    (33, 7, 99.00, DATE '2026-02-01'),
    (35, 9, 5.00, DATE '2026-02-01'),
    (36, 9, 6.00, DATE '2026-02-01'),
    (37, 9, 6.00, DATE '2026-02-02');
