-- touches(touch_id integer primary key, user_id integer, channel text, at timestamp)
-- orders(order_id integer primary key, user_id integer, amount numeric, ordered_at timestamp)
-- Return: channel, orders, revenue
SELECT t.channel, COUNT(*) AS orders, SUM(o.amount) AS revenue
FROM orders o
JOIN touches t ON t.user_id = o.user_id
GROUP BY t.channel;
