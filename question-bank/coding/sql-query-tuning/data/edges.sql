INSERT INTO sales (sale_id, store_id, sold_on, status, amount) VALUES
    (11, 1, DATE '2025-12-31', 'active', 1.00),
    (12, 1, DATE '2026-01-01', 'active', 2.00),
    (13, 2, NULL, 'active', 4.00),
    (14, 2, DATE '2026-04-04', NULL, 8.00),
    (15, 3, DATE '2026-04-04', 'active', NULL);
