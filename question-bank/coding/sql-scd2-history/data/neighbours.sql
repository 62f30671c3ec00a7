INSERT INTO price_log (entry_id, product_id, price, noted_on) VALUES
    (41, 1, 8.00, DATE '2026-01-01'),
    (42, 2, 8.00, DATE '2026-01-02'),
    (43, 3, 8.00, DATE '2025-12-31');
