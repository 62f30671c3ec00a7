SELECT city,
       COUNT(minutes) AS delivered,
       AVG(minutes) AS median_minutes
FROM deliveries
WHERE city IS NOT NULL
GROUP BY city;
