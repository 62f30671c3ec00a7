SELECT o.customer_id,
       COALESCE(SUM(DISTINCT o.amount), 0) AS ordered,
       COALESCE(SUM(r.amount), 0) AS refunded,
       COALESCE(SUM(DISTINCT o.amount), 0) - COALESCE(SUM(r.amount), 0) AS net
FROM orders o
LEFT JOIN refunds r ON r.order_id = o.order_id
GROUP BY o.customer_id;
