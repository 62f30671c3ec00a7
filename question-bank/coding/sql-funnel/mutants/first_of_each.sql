WITH firsts AS (
    SELECT user_id,
           MIN(happened_at) FILTER (WHERE name = 'view') AS viewed,
           MIN(happened_at) FILTER (WHERE name = 'cart') AS carted,
           MIN(happened_at) FILTER (WHERE name = 'pay') AS paid
    FROM app_events
    WHERE user_id IS NOT NULL
    GROUP BY user_id
), steps (step_no, step, users) AS (
    SELECT 1, 'view', COUNT(viewed) FROM firsts
    UNION ALL
    SELECT 2, 'cart', COUNT(*) FROM firsts WHERE carted > viewed
    UNION ALL
    SELECT 3, 'pay', COUNT(*) FROM firsts WHERE carted > viewed AND paid > carted
)
SELECT step_no, step, users,
       ROUND(100.0 * users / NULLIF(FIRST_VALUE(users) OVER (ORDER BY step_no), 0), 1) AS pct_of_first
FROM steps
ORDER BY step_no;
