-- orders(order_id integer primary key, customer_id integer, amount numeric, ordered_at timestamp)
-- customer_history(version_id integer primary key, customer_id integer, segment text, valid_from timestamp, valid_to timestamp)
-- Return: segment, orders, revenue
SELECT h.segment, COUNT(*) AS orders, SUM(o.amount) AS revenue
FROM orders o
JOIN customer_history h ON h.customer_id = o.customer_id
GROUP BY h.segment;
