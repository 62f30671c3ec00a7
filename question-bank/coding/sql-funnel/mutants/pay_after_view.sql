WITH viewed AS (
    SELECT user_id, MIN(happened_at) AS at
    FROM app_events
    WHERE name = 'view'
      AND user_id IS NOT NULL
      AND happened_at IS NOT NULL
    GROUP BY user_id
), carted AS (
    SELECT e.user_id, MIN(e.happened_at) AS at
    FROM viewed v
    JOIN app_events e ON e.user_id = v.user_id AND e.happened_at > v.at
    WHERE e.name = 'cart'
    GROUP BY e.user_id
), paid AS (
    SELECT DISTINCT e.user_id
    FROM carted c
    JOIN viewed v ON v.user_id = c.user_id
    JOIN app_events e ON e.user_id = c.user_id AND e.happened_at > v.at
    WHERE e.name = 'pay'
), steps (step_no, step, users) AS (
    SELECT 1, 'view', (SELECT COUNT(*) FROM viewed)
    UNION ALL
    SELECT 2, 'cart', (SELECT COUNT(*) FROM carted)
    UNION ALL
    SELECT 3, 'pay', (SELECT COUNT(*) FROM paid)
)
SELECT step_no,
       step,
       users,
       ROUND(100.0 * users / NULLIF(FIRST_VALUE(users) OVER (ORDER BY step_no), 0), 1) AS pct_of_first
FROM steps
ORDER BY step_no;
