-- A calendar joined with itself, one month apart, instead of a window.
WITH calendar (month) AS (
    VALUES (DATE '2026-01-01'), (DATE '2026-02-01'), (DATE '2026-03-01'),
           (DATE '2026-04-01'), (DATE '2026-05-01'), (DATE '2026-06-01')
), monthly AS (
    SELECT c.month,
           (SELECT COALESCE(SUM(o.amount), 0.00)
            FROM orders o
            WHERE date_trunc('month', o.ordered_on) = c.month) AS revenue
    FROM calendar c
)
SELECT this.month,
       this.revenue,
       ROUND(100.0 * (this.revenue - prior.revenue) / prior.revenue, 1) AS growth_pct
FROM monthly this
LEFT JOIN monthly prior
       ON prior.month = (this.month - INTERVAL '1 month')::date
      AND prior.revenue > 0
ORDER BY this.month;
