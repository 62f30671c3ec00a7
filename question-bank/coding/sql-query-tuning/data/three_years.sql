-- 20,000 sales from July 2023 to June 2026, two percent of them active.
INSERT INTO sales (sale_id, store_id, sold_on, status, amount)
SELECT g,
       g % 40 + 1,
       DATE '2023-07-01' + g % 1096,
       CASE WHEN g % 50 = 7 THEN 'active' ELSE 'archived' END,
       (g % 9000) / 100.0
FROM generate_series(1, 20000) AS g;
ANALYZE sales;
