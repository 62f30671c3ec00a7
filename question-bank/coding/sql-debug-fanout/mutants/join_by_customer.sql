WITH ordered AS (
    SELECT customer_id, COALESCE(SUM(amount), 0) AS amount
    FROM orders
    GROUP BY customer_id
), refunded AS (
    SELECT o.customer_id, SUM(r.amount) AS amount
    FROM refunds r
    JOIN orders o ON o.order_id = r.order_id
    GROUP BY o.customer_id
)
SELECT a.customer_id,
       a.amount AS ordered,
       COALESCE(b.amount, 0) AS refunded,
       a.amount - COALESCE(b.amount, 0) AS net
FROM ordered a
LEFT JOIN refunded b ON b.customer_id = a.customer_id;
