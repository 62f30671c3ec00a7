WITH missing AS (
    SELECT f.feed, c.day
    FROM feeds f
    JOIN calendar c ON c.day >= f.starts_on AND c.is_business
    WHERE NOT EXISTS (SELECT 1
                      FROM deliveries d
                      WHERE d.feed = f.feed AND d.day = c.day AND d.row_count > 0)
), marked AS (
    SELECT feed, day,
           COALESCE(day - LAG(day) OVER (PARTITION BY feed ORDER BY day)
                    > CASE WHEN EXTRACT(ISODOW FROM day) = 1 THEN 3 ELSE 1 END, true) AS begins
    FROM missing
), numbered AS (
    SELECT feed, day, COUNT(*) FILTER (WHERE begins) OVER (PARTITION BY feed ORDER BY day) AS gap
    FROM marked
)
SELECT feed, MIN(day) AS gap_from, MAX(day) AS gap_to, COUNT(*) AS missing_days
FROM numbered
GROUP BY feed, gap;
