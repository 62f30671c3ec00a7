SELECT region,
       ROW_NUMBER() OVER (PARTITION BY region ORDER BY total_revenue DESC, customer_id) AS position,
       customer_id, customer_name, total_revenue
FROM customer_revenue
WHERE total_revenue IS NOT NULL AND region IS NOT NULL
ORDER BY region, position;
