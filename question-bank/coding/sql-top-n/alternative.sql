SELECT r.region, t.position, t.customer_id, t.customer_name, t.total_revenue
FROM (SELECT DISTINCT region FROM customer_revenue WHERE region IS NOT NULL) r
CROSS JOIN LATERAL (
    SELECT c.customer_id,
           c.customer_name,
           c.total_revenue,
           (SELECT COUNT(*)
            FROM customer_revenue better
            WHERE better.region = c.region
              AND (better.total_revenue > c.total_revenue
                   OR (better.total_revenue = c.total_revenue
                       AND better.customer_id <= c.customer_id))) AS position
    FROM customer_revenue c
    WHERE c.region = r.region
      AND c.total_revenue IS NOT NULL
    ORDER BY c.total_revenue DESC, c.customer_id
    LIMIT 3
) t
ORDER BY r.region, t.position;
