-- customers(customer_id integer primary key)
-- orders(order_id integer primary key, customer_id integer, status text)
-- Return: customer_id, paid_orders
SELECT c.customer_id, COUNT(*) AS paid_orders
FROM customers c
LEFT JOIN orders o ON o.customer_id = c.customer_id
WHERE o.status = 'paid'
GROUP BY c.customer_id;
