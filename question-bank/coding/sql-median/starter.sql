-- deliveries(delivery_id integer primary key, city text, minutes integer)
-- Return: city, delivered, median_minutes
SELECT city, COUNT(*) AS delivered, AVG(minutes) AS median_minutes
FROM deliveries
GROUP BY city;
