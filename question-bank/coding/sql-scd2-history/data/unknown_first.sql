INSERT INTO price_log (entry_id, product_id, price, noted_on) VALUES
    (61, 8, NULL, DATE '2026-01-05'),
    (62, 8, 2.00, DATE '2026-02-05'),
    (63, 9, NULL, DATE '2026-01-05');
