WITH arrived AS (
    SELECT feed, day, LEAD(day) OVER (PARTITION BY feed ORDER BY day) AS next_day
    FROM (SELECT DISTINCT feed, day FROM deliveries WHERE row_count > 0) d
)
SELECT a.feed, MIN(c.day) AS gap_from, MAX(c.day) AS gap_to, COUNT(*) AS missing_days
FROM arrived a
JOIN feeds f ON f.feed = a.feed
JOIN calendar c ON c.day > a.day AND c.day < a.next_day AND c.is_business
GROUP BY a.feed, a.day;
