SELECT region, position, customer_id, customer_name, total_revenue
FROM (
    SELECT region, customer_id, customer_name, total_revenue,
           RANK() OVER (PARTITION BY region ORDER BY total_revenue DESC) AS position
    FROM customer_revenue
    WHERE total_revenue IS NOT NULL AND region IS NOT NULL
) t
WHERE position <= 3
ORDER BY region, position, customer_id;
