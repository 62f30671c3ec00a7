SELECT user_id, order_id, order_date, order_amount,
       SUM(order_amount) OVER (
           PARTITION BY user_id ORDER BY order_date, order_id
           ROWS UNBOUNDED PRECEDING
       ) AS running_total
FROM orders;
