SELECT city,
       COUNT(minutes) AS delivered,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY COALESCE(minutes, 0)) AS median_minutes
FROM deliveries
WHERE city IS NOT NULL
GROUP BY city;
