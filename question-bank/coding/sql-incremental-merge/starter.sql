-- raw_orders(row_id integer primary key, order_id integer, status text, amount numeric, updated_at timestamp, loaded_at timestamp)
-- fct_orders(order_id integer primary key, status text, amount numeric, updated_at timestamp)
-- load_state(model text primary key, loaded_through timestamp), with the row 'fct_orders'
INSERT INTO fct_orders (order_id, status, amount, updated_at)
SELECT order_id, status, amount, updated_at
FROM raw_orders;
