SELECT s.service, count(c.call_id) AS calls, count(c.call_id) - count(c.duration_ms) AS timeouts,
  CASE WHEN count(c.duration_ms) >= 0.95 * count(c.call_id) THEN percentile_disc(0.95) WITHIN GROUP (ORDER BY c.duration_ms) END AS p95_ms,
  CASE WHEN count(c.call_id) > 0 THEN COALESCE(percentile_disc(0.95) WITHIN GROUP (ORDER BY c.duration_ms) <= 500 AND count(c.duration_ms) >= 0.95 * count(c.call_id), false) END AS slo_met
FROM services s LEFT JOIN calls c USING (service) GROUP BY 1;
