WITH monthly AS (
    SELECT date_trunc('month', ordered_on)::date AS month, COALESCE(SUM(amount), 0) AS revenue
    FROM orders
    WHERE ordered_on >= DATE '2026-01-01' AND ordered_on < DATE '2026-07-01'
    GROUP BY 1
), compared AS (
    SELECT month, revenue, LAG(revenue) OVER (ORDER BY month) AS before
    FROM monthly
)
SELECT month, revenue,
       CASE WHEN before > 0 THEN ROUND(100.0 * (revenue - before) / before, 1) END AS growth_pct
FROM compared
ORDER BY month;
