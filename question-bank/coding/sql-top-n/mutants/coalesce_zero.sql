SELECT region, position, customer_id, customer_name, total_revenue
FROM (
    SELECT region, customer_id, customer_name, COALESCE(total_revenue, 0) AS total_revenue,
           ROW_NUMBER() OVER (PARTITION BY region ORDER BY COALESCE(total_revenue, 0) DESC, customer_id) AS position
    FROM customer_revenue
    WHERE region IS NOT NULL
) t
WHERE position <= 3
ORDER BY region, position;
