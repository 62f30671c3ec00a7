-- orders(order_id integer primary key, user_id integer, order_date date, order_amount numeric)
-- Return: user_id, order_id, order_date, order_amount, running_total
SELECT user_id, order_id, order_date, order_amount,
       NULL::numeric AS running_total
FROM orders;
