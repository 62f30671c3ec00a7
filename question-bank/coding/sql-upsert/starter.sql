-- customers(customer_id integer primary key, email text, updated_at timestamp not null)
-- customer_batch(line_no integer primary key, customer_id integer, email text, updated_at timestamp)
-- After your script, customers is compared.
INSERT INTO customers (customer_id, email, updated_at)
SELECT customer_id, email, updated_at
FROM customer_batch;
