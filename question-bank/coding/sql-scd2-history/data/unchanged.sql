INSERT INTO price_log (entry_id, product_id, price, noted_on) VALUES
    (21, 7, 10.00, DATE '2026-01-05'),
    (22, 7, 10.00, DATE '2026-01-12'),
    (23, 7, 10.00, DATE '2026-01-19'),
    (24, 7, 12.00, DATE '2026-02-01'),
    (25, 7, 12.00, DATE '2026-02-08');
