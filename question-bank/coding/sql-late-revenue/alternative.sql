-- The newest version twice: once of everything, once of what was there in time.
WITH clean AS (
    SELECT * FROM deliveries WHERE payment_id IS NOT NULL AND paid_on IS NOT NULL
), latest AS (
    SELECT DISTINCT ON (payment_id) payment_id, paid_on, COALESCE(amount, 0) AS amount
    FROM clean
    ORDER BY payment_id, COALESCE(version, -1) DESC, received_at DESC, delivery_id DESC
), in_time AS (
    SELECT DISTINCT ON (payment_id) payment_id, COALESCE(amount, 0) AS amount
    FROM clean
    WHERE received_at < (paid_on + 2)::timestamp
    ORDER BY payment_id, COALESCE(version, -1) DESC, received_at DESC, delivery_id DESC
)
SELECT l.paid_on,
       SUM(COALESCE(i.amount, 0)) AS booked,
       SUM(l.amount) AS final,
       SUM(l.amount - COALESCE(i.amount, 0)) AS adjustment
FROM latest l
LEFT JOIN in_time i USING (payment_id)
GROUP BY l.paid_on;
