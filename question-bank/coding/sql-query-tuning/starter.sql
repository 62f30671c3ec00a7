-- sales(sale_id integer primary key, store_id integer, sold_on date, status text, amount numeric)
-- The report, which stays as it is:
--   SELECT store_id, COUNT(*) AS n, SUM(amount) AS total
--   FROM sales
--   WHERE status = 'active' AND sold_on >= DATE '2026-01-01'
--   GROUP BY store_id;
-- Write the DDL that lets it read little more than the rows it needs.
CREATE INDEX sales_store ON sales (store_id);
