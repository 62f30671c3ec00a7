-- customers(customer_id integer primary key, customer_name text)
-- orders(order_id integer primary key, customer_id integer, order_date date)
-- Return: customer_id, customer_name
SELECT c.customer_id, c.customer_name
FROM customers c;
