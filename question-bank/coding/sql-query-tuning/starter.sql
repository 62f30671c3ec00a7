-- sales(sale_id bigint, sold_on date, status text, amount numeric), 400 million rows
-- 1. the most expensive statements   2. indexes nobody uses   3. the fix
SELECT * FROM sales WHERE status = 'active' AND sold_on >= DATE '2026-01-01';
