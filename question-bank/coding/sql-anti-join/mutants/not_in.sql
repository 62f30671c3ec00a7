SELECT customer_id, customer_name
FROM customers
WHERE customer_id NOT IN (
    SELECT customer_id
    FROM orders
    WHERE order_date BETWEEN DATE '2025-12-30' AND DATE '2026-06-30'
);
