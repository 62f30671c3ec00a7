WITH refunded AS (
    SELECT order_id, SUM(amount) AS amount
    FROM refunds
    GROUP BY order_id
)
SELECT o.customer_id,
       COALESCE(SUM(o.amount), 0) AS ordered,
       COALESCE(SUM(r.amount), 0) AS refunded,
       COALESCE(SUM(o.amount - COALESCE(r.amount, 0)), 0) AS net
FROM orders o
LEFT JOIN refunded r ON r.order_id = o.order_id
GROUP BY o.customer_id;
