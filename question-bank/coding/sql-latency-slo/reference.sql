WITH measured AS (
    SELECT s.service,
           COUNT(c.call_id) AS calls,
           COUNT(c.call_id) - COUNT(c.duration_ms) AS timeouts,
           PERCENTILE_DISC(0.95) WITHIN GROUP (ORDER BY COALESCE(c.duration_ms::numeric, 'infinity'))
               FILTER (WHERE c.call_id IS NOT NULL) AS p95
    FROM services s
    LEFT JOIN calls c ON c.service = s.service
    GROUP BY s.service
)
SELECT service, calls, timeouts,
       NULLIF(p95, 'infinity')::integer AS p95_ms,
       p95 <= 500 AS slo_met
FROM measured;
