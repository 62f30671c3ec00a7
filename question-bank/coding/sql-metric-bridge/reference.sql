WITH weekly AS (
    SELECT DATE_TRUNC('week', at)::date AS week, user_id,
           BOOL_OR(COALESCE(kind, '') IN ('query', 'export')) AS did_core
    FROM events
    WHERE user_id IS NOT NULL
    GROUP BY 1, 2
), sorted AS (
    SELECT w.week,
           CASE WHEN u.user_id IS NULL THEN 'unknown'
                WHEN u.is_internal THEN 'internal'
                WHEN COALESCE(u.plan, 'free') = 'free' THEN 'not_paying'
                WHEN NOT w.did_core THEN 'no_core'
                ELSE 'finance' END AS counted_as
    FROM weekly w
    LEFT JOIN users u ON u.user_id = w.user_id
)
SELECT week,
       COUNT(*) AS growth,
       COUNT(*) FILTER (WHERE counted_as = 'unknown') AS unknown,
       COUNT(*) FILTER (WHERE counted_as = 'internal') AS internal,
       COUNT(*) FILTER (WHERE counted_as = 'not_paying') AS not_paying,
       COUNT(*) FILTER (WHERE counted_as = 'no_core') AS no_core,
       COUNT(*) FILTER (WHERE counted_as = 'finance') AS finance
FROM sorted
GROUP BY week;
