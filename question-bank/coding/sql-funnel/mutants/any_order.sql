WITH steps (step_no, step, users) AS (
    SELECT s.step_no, s.step, COUNT(DISTINCT e.user_id)
    FROM (VALUES (1, 'view'), (2, 'cart'), (3, 'pay')) AS s (step_no, step)
    LEFT JOIN app_events e ON e.name = s.step AND e.happened_at IS NOT NULL
    GROUP BY s.step_no, s.step
)
SELECT step_no, step, users,
       ROUND(100.0 * users / NULLIF(FIRST_VALUE(users) OVER (ORDER BY step_no), 0), 1) AS pct_of_first
FROM steps
ORDER BY step_no;
