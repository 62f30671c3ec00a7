WITH missing AS (
    SELECT f.feed, c.day,
           c.day - CAST(ROW_NUMBER() OVER (PARTITION BY f.feed ORDER BY c.day) AS integer) AS island
    FROM feeds f
    JOIN calendar c ON c.day >= f.starts_on AND c.is_business
    WHERE NOT EXISTS (SELECT 1
                      FROM deliveries d
                      WHERE d.feed = f.feed AND d.day = c.day AND d.row_count > 0)
)
SELECT feed, MIN(day) AS gap_from, MAX(day) AS gap_to, COUNT(*) AS missing_days
FROM missing
GROUP BY feed, island;
