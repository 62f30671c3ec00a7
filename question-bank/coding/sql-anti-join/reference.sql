SELECT c.customer_id, c.customer_name
FROM customers c
WHERE NOT EXISTS (
    SELECT 1
    FROM orders o
    WHERE o.customer_id = c.customer_id
      AND o.order_date >= DATE '2026-06-30' - INTERVAL '6 months'
      AND o.order_date <= DATE '2026-06-30'
);
