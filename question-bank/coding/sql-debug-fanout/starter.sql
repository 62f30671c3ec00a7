-- orders(order_id integer primary key, customer_id integer, amount numeric(10, 2))
-- refunds(refund_id integer primary key, order_id integer, amount numeric(10, 2))
-- Return: customer_id, ordered, refunded, net
SELECT o.customer_id,
       SUM(o.amount) AS ordered,
       SUM(r.amount) AS refunded,
       SUM(o.amount) - SUM(r.amount) AS net
FROM orders o
LEFT JOIN refunds r ON r.order_id = o.order_id
GROUP BY o.customer_id;
