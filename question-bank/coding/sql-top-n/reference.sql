WITH ranked AS (
    SELECT region,
           customer_id,
           customer_name,
           total_revenue,
           ROW_NUMBER() OVER (
               PARTITION BY region
               ORDER BY total_revenue DESC, customer_id
           ) AS position
    FROM customer_revenue
    WHERE total_revenue IS NOT NULL
      AND region IS NOT NULL
)
SELECT region, position, customer_id, customer_name, total_revenue
FROM ranked
WHERE position <= 3
ORDER BY region, position;
