-- Flags per user and week, and the pivot by sums of 1 and 0.
WITH flags AS (
    SELECT (e.at::date - (EXTRACT(ISODOW FROM e.at)::int - 1)) AS week, e.user_id,
           MAX(CASE WHEN e.kind IN ('query', 'export') THEN 1 ELSE 0 END) AS core,
           MAX(CASE WHEN u.user_id IS NULL THEN 1 ELSE 0 END) AS unknown,
           MAX(CASE WHEN u.is_internal IS TRUE THEN 1 ELSE 0 END) AS internal,
           MAX(CASE WHEN u.plan IS NULL OR u.plan = 'free' THEN 1 ELSE 0 END) AS free
    FROM events e
    LEFT JOIN users u USING (user_id)
    WHERE e.user_id IS NOT NULL
    GROUP BY 1, 2
)
SELECT week,
       COUNT(user_id) AS growth,
       SUM(unknown) AS unknown,
       SUM(internal * (1 - unknown)) AS internal,
       SUM(free * (1 - internal) * (1 - unknown)) AS not_paying,
       SUM((1 - core) * (1 - free) * (1 - internal) * (1 - unknown)) AS no_core,
       SUM(core * (1 - free) * (1 - internal) * (1 - unknown)) AS finance
FROM flags
GROUP BY week;
