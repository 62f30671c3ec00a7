-- One pass over each user's sorted events, keeping the step reached so far.
WITH RECURSIVE ordered AS (
    SELECT user_id, name, happened_at
    FROM app_events
    WHERE user_id IS NOT NULL AND happened_at IS NOT NULL
), reached (user_id, step_no, at) AS (
    SELECT user_id, 1, MIN(happened_at)
    FROM ordered
    WHERE name = 'view'
    GROUP BY user_id
    UNION ALL
    SELECT r.user_id, r.step_no + 1, n.at
    FROM reached r
    CROSS JOIN LATERAL (
        SELECT o.happened_at AS at
        FROM ordered o
        WHERE o.user_id = r.user_id
          AND o.happened_at > r.at
          AND o.name = CASE r.step_no WHEN 1 THEN 'cart' WHEN 2 THEN 'pay' END
        ORDER BY o.happened_at
        LIMIT 1
    ) n
    WHERE r.step_no < 3
), counted AS (
    SELECT s.step_no, s.step, COUNT(r.user_id) AS users
    FROM (VALUES (1, 'view'), (2, 'cart'), (3, 'pay')) AS s (step_no, step)
    LEFT JOIN reached r ON r.step_no = s.step_no
    GROUP BY s.step_no, s.step
)
SELECT step_no, step, users,
       CASE WHEN MAX(users) OVER () > 0 THEN ROUND(users * 100.0 / MAX(users) OVER (), 1) END AS pct_of_first
FROM counted
ORDER BY step_no;
