WITH expected AS (
    SELECT f.feed, c.day,
           ROW_NUMBER() OVER (PARTITION BY f.feed ORDER BY c.day) AS day_no
    FROM feeds f
    JOIN calendar c ON c.day >= f.starts_on
    WHERE c.is_business
), missing AS (
    SELECT e.feed, e.day,
           e.day_no - ROW_NUMBER() OVER (PARTITION BY e.feed ORDER BY e.day) AS island
    FROM expected e
    WHERE NOT EXISTS (SELECT 1
                      FROM deliveries d
                      WHERE d.feed = e.feed AND d.day = e.day AND d.row_count > 0)
)
SELECT feed, MIN(day) AS gap_from, MAX(day) AS gap_to, COUNT(*) AS missing_days
FROM missing
GROUP BY feed, island;
