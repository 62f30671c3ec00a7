SELECT c.customer_id, c.customer_name
FROM customers c
LEFT JOIN orders o ON o.customer_id = c.customer_id
WHERE o.order_id IS NULL
   OR o.order_date < DATE '2025-12-30'
   OR o.order_date > DATE '2026-06-30';
