SELECT d.city,
       MAX(d.n) AS delivered,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY d.minutes) AS median_minutes
FROM (
    SELECT DISTINCT city, minutes, COUNT(minutes) OVER (PARTITION BY city) AS n
    FROM deliveries
    WHERE city IS NOT NULL
) d
GROUP BY d.city;
