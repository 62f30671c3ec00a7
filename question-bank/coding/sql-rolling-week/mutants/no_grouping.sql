SELECT shop_id,
       day,
       COALESCE(amount, 0) AS day_total,
       SUM(COALESCE(amount, 0)) OVER (
           PARTITION BY shop_id
           ORDER BY day
           RANGE BETWEEN INTERVAL '6 days' PRECEDING AND CURRENT ROW
       ) AS week_total
FROM takings
WHERE shop_id IS NOT NULL;
