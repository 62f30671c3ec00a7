WITH latest AS (
    SELECT DISTINCT ON (payment_id) payment_id, paid_on, received_at, COALESCE(amount, 0) AS amount
    FROM deliveries
    WHERE payment_id IS NOT NULL AND paid_on IS NOT NULL
    ORDER BY payment_id, version DESC NULLS LAST, received_at DESC, delivery_id DESC
)
SELECT paid_on,
       COALESCE(SUM(amount) FILTER (WHERE received_at < paid_on + INTERVAL '2 days'), 0) AS booked,
       SUM(amount) AS final,
       COALESCE(SUM(amount) FILTER (WHERE received_at >= paid_on + INTERVAL '2 days'), 0) AS adjustment
FROM latest
GROUP BY paid_on;
