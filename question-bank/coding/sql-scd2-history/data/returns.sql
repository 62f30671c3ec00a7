INSERT INTO price_log (entry_id, product_id, price, noted_on) VALUES
    (11, 7, 10.00, DATE '2026-01-05'),
    (12, 7, 12.00, DATE '2026-02-01'),
    (13, 7, 10.00, DATE '2026-03-01');
