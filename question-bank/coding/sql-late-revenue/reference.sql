WITH ranked AS (
    SELECT payment_id, paid_on, COALESCE(amount, 0) AS amount, in_time,
           ROW_NUMBER() OVER (PARTITION BY payment_id, in_time ORDER BY version DESC NULLS LAST, received_at DESC, delivery_id DESC) AS place_in_time,
           ROW_NUMBER() OVER (PARTITION BY payment_id ORDER BY version DESC NULLS LAST, received_at DESC, delivery_id DESC) AS place
    FROM (
        SELECT d.*, d.received_at < d.paid_on + INTERVAL '2 days' AS in_time
        FROM deliveries d
        WHERE d.payment_id IS NOT NULL
          AND d.paid_on IS NOT NULL
    ) known
), days AS (
    SELECT paid_on,
           COALESCE(SUM(amount) FILTER (WHERE in_time AND place_in_time = 1), 0) AS booked,
           COALESCE(SUM(amount) FILTER (WHERE place = 1), 0) AS final
    FROM ranked
    GROUP BY paid_on
)
SELECT paid_on, booked, final, final - booked AS adjustment
FROM days;
