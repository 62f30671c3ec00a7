SELECT DATE_TRUNC('week', e.at)::date AS week,
       COUNT(DISTINCT e.user_id) AS growth,
       COUNT(DISTINCT e.user_id) FILTER (WHERE u.user_id IS NULL) AS unknown,
       COUNT(DISTINCT e.user_id) FILTER (WHERE u.is_internal) AS internal,
       COUNT(DISTINCT e.user_id) FILTER (WHERE u.user_id IS NOT NULL AND u.is_internal IS NOT TRUE AND COALESCE(u.plan, 'free') = 'free') AS not_paying,
       COUNT(DISTINCT e.user_id) FILTER (WHERE u.is_internal IS NOT TRUE AND u.plan <> 'free' AND COALESCE(e.kind, '') NOT IN ('query', 'export')) AS no_core,
       COUNT(DISTINCT e.user_id) FILTER (WHERE u.is_internal IS NOT TRUE AND u.plan <> 'free' AND e.kind IN ('query', 'export')) AS finance
FROM events e
LEFT JOIN users u ON u.user_id = e.user_id
WHERE e.user_id IS NOT NULL
GROUP BY 1;
