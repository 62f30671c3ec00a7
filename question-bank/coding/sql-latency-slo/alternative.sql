-- Without an aggregate for it: the call at place 95 of 100, rounded up.
WITH placed AS (
    SELECT service, duration_ms,
           ROW_NUMBER() OVER (PARTITION BY service ORDER BY duration_ms NULLS LAST) AS place,
           COUNT(*) OVER (PARTITION BY service) AS calls
    FROM calls
), cut AS (
    SELECT service, duration_ms AS p95_ms
    FROM placed
    WHERE place = (calls * 95 + 99) / 100
)
SELECT s.service,
       (SELECT COUNT(*) FROM calls c WHERE c.service = s.service) AS calls,
       (SELECT COUNT(*) FROM calls c WHERE c.service = s.service AND c.duration_ms IS NULL) AS timeouts,
       p.p95_ms,
       CASE WHEN p.service IS NULL THEN NULL ELSE COALESCE(p.p95_ms, 501) <= 500 END AS slo_met
FROM services s
LEFT JOIN cut p ON p.service = s.service;
