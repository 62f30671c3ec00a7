WITH daily AS (
    SELECT shop_id, day, COALESCE(SUM(amount), 0) AS day_total
    FROM takings
    WHERE shop_id IS NOT NULL
    GROUP BY shop_id, day
)
SELECT shop_id,
       day,
       day_total,
       SUM(day_total) OVER (
           PARTITION BY shop_id, date_trunc('week', day)
           ORDER BY day
       ) AS week_total
FROM daily;
