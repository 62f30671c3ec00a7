SELECT user_id, MIN(order_id) AS order_id, order_date, SUM(order_amount) AS order_amount,
       SUM(SUM(COALESCE(order_amount, 0))) OVER (
           PARTITION BY user_id ORDER BY order_date
       ) AS running_total
FROM orders
GROUP BY user_id, order_date;
