WITH ranked AS (
    SELECT s.service, c.call_id, c.duration_ms,
           RANK() OVER (PARTITION BY s.service ORDER BY c.duration_ms NULLS LAST) AS place,
           COUNT(c.call_id) OVER (PARTITION BY s.service) AS calls
    FROM services s
    LEFT JOIN calls c ON c.service = s.service
), measured AS (
    SELECT service,
           COUNT(call_id) AS calls,
           COUNT(call_id) - COUNT(duration_ms) AS timeouts,
           MIN(duration_ms) FILTER (WHERE place >= CEIL(0.95 * calls)) AS p95_ms
    FROM ranked
    GROUP BY service
)
SELECT service, calls, timeouts, p95_ms,
       CASE WHEN calls > 0 THEN COALESCE(p95_ms <= 500, false) END AS slo_met
FROM measured;
