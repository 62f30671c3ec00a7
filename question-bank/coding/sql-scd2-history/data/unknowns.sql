INSERT INTO price_log (entry_id, product_id, price, noted_on) VALUES
    (51, 7, 10.00, DATE '2026-01-05'),
    (52, 7, NULL, DATE '2026-02-01'),
    (53, 7, NULL, DATE '2026-02-08'),
    (54, 7, 10.00, DATE '2026-03-01'),
    (57, NULL, 3.00, DATE '2026-03-01'),
    (58, 8, 3.00, NULL);
