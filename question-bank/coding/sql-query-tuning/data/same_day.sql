INSERT INTO sales (sale_id, store_id, sold_on, status, amount) VALUES
    (21, 1, DATE '2026-02-03', 'active', 20.00),
    (22, 1, DATE '2026-02-03', 'active', 20.00),
    (23, 1, DATE '2026-02-03', 'archived', 20.00);
