INSERT INTO sales (sale_id, store_id, sold_on, status, amount) VALUES
    (1, 1, DATE '2026-02-03', 'active', 20.00),
    (2, 1, DATE '2026-05-14', 'active', 5.50),
    (3, 2, DATE '2026-03-08', 'active', 12.25),
    (4, 2, DATE '2026-03-08', 'archived', 99.00),
    (5, 2, DATE '2024-11-30', 'active', 7.75);
