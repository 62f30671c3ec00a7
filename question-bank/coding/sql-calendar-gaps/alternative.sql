-- A gap begins where the expected day before was delivered.
WITH days AS (
    SELECT f.feed, c.day, COALESCE(MAX(d.row_count), 0) > 0 AS arrived
    FROM feeds f
    CROSS JOIN calendar c
    LEFT JOIN deliveries d ON d.feed = f.feed AND d.day = c.day
    WHERE c.day >= f.starts_on AND c.is_business
    GROUP BY f.feed, c.day
), marked AS (
    SELECT feed, day, arrived,
           SUM(arrived::int) OVER (PARTITION BY feed ORDER BY day) AS arrived_so_far
    FROM days
)
SELECT feed, MIN(day) AS gap_from, MAX(day) AS gap_to, COUNT(*) AS missing_days
FROM marked
WHERE NOT arrived
GROUP BY feed, arrived_so_far;
