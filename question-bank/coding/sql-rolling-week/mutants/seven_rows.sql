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
           PARTITION BY shop_id
           ORDER BY day
           ROWS BETWEEN 6 PRECEDING AND CURRENT ROW
       ) AS week_total
FROM daily;
