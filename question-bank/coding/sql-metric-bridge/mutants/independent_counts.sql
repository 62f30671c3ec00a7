WITH weekly AS (
    SELECT DATE_TRUNC('week', e.at)::date AS week, e.user_id, u.user_id AS known,
           COALESCE(u.is_internal, false) AS internal,
           COALESCE(u.plan, 'free') = 'free' AS free,
           BOOL_OR(COALESCE(e.kind, '') IN ('query', 'export')) AS core
    FROM events e
    LEFT JOIN users u ON u.user_id = e.user_id
    WHERE e.user_id IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5
)
SELECT week,
       COUNT(*) AS growth,
       COUNT(*) FILTER (WHERE known IS NULL) AS unknown,
       COUNT(*) FILTER (WHERE known IS NOT NULL AND internal) AS internal,
       COUNT(*) FILTER (WHERE known IS NOT NULL AND free) AS not_paying,
       COUNT(*) FILTER (WHERE known IS NOT NULL AND NOT core AND NOT free) AS no_core,
       COUNT(*) FILTER (WHERE known IS NOT NULL AND NOT internal AND NOT free AND core) AS finance
FROM weekly
GROUP BY week;
