SELECT city,
       COUNT(minutes) AS delivered,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes) AS median_minutes
FROM deliveries
WHERE city IS NOT NULL AND minutes IS NOT NULL
GROUP BY city;
