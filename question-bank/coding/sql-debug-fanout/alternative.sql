-- Both tables as one list of bookings; nothing is joined that could multiply.
WITH bookings AS (
    SELECT customer_id, amount AS ordered, 0.00 AS refunded
    FROM orders
    UNION ALL
    SELECT (SELECT o.customer_id FROM orders o WHERE o.order_id = r.order_id), 0.00, r.amount
    FROM refunds r
    WHERE r.order_id IN (SELECT order_id FROM orders)
)
SELECT customer_id,
       SUM(COALESCE(ordered, 0)) AS ordered,
       SUM(COALESCE(refunded, 0)) AS refunded,
       SUM(COALESCE(ordered, 0) - COALESCE(refunded, 0)) AS net
FROM bookings
GROUP BY customer_id;
