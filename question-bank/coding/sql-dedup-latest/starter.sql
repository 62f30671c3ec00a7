-- customer_changes(load_id bigint primary key, customer_id integer, email text,
--                  updated_at timestamp, is_deleted boolean not null)
-- Return: customer_id, email, updated_at
SELECT customer_id, email, updated_at
FROM customer_changes;
