WITH months AS (
    SELECT generate_series(DATE '2026-01-01', DATE '2026-06-01', INTERVAL '1 month')::date AS month
), monthly AS (
    SELECT m.month,
           COALESCE(SUM(o.amount), 0) AS revenue
    FROM months m
    LEFT JOIN orders o
           ON o.ordered_on >= m.month
    WHERE o.ordered_on < m.month + INTERVAL '1 month'
    GROUP BY m.month
), compared AS (
    SELECT month,
           revenue,
           LAG(revenue) OVER (ORDER BY month) AS before
    FROM monthly
)
SELECT month,
       revenue,
       CASE WHEN before > 0 THEN ROUND(100.0 * (revenue - before) / before, 1) END AS growth_pct
FROM compared
ORDER BY month;
