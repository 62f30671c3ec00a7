SELECT c.customer_id, c.customer_name
FROM customers c
JOIN orders o ON o.customer_id = c.customer_id
GROUP BY c.customer_id, c.customer_name
HAVING COUNT(*) FILTER (
    WHERE o.order_date BETWEEN DATE '2025-12-30' AND DATE '2026-06-30'
) = 0;
