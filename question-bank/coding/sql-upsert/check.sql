SELECT customer_id, email, updated_at
FROM customers;
