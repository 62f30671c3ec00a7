-- customer_revenue(customer_id integer primary key, customer_name text, region text, total_revenue numeric)
-- Return: region, position, customer_id, customer_name, total_revenue; sorted by region, position
SELECT region, 1 AS position, customer_id, customer_name, total_revenue
FROM customer_revenue
ORDER BY region;
