-- The middle one, or the mean of the middle two, by their places.
WITH placed AS (
    SELECT city,
           minutes,
           ROW_NUMBER() OVER (PARTITION BY city ORDER BY minutes) AS place,
           COUNT(*) OVER (PARTITION BY city) AS n
    FROM deliveries
    WHERE city IS NOT NULL AND minutes IS NOT NULL
), middle AS (
    SELECT city, MAX(n) AS n, SUM(minutes) / COUNT(*)::numeric AS median_minutes
    FROM placed
    WHERE 2 * place BETWEEN n AND n + 2
    GROUP BY city
)
SELECT c.city, COALESCE(m.n, 0) AS delivered, m.median_minutes
FROM (SELECT DISTINCT city FROM deliveries WHERE city IS NOT NULL) c
LEFT JOIN middle m ON m.city = c.city;
