SELECT o.user_id, o.order_id, o.order_date, o.order_amount,
       SUM(COALESCE(p.order_amount, 0)) AS running_total
FROM orders o
JOIN orders p
  ON p.user_id = o.user_id
 AND (p.order_date, p.order_id) <= (o.order_date, o.order_id)
GROUP BY o.user_id, o.order_id, o.order_date, o.order_amount;
