SELECT user_id,
       order_id,
       order_date,
       order_amount,
       SUM(COALESCE(order_amount, 0)) OVER (
           PARTITION BY user_id
           ORDER BY order_date, order_id
           ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
       ) AS running_total
FROM orders;
