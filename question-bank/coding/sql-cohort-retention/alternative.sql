-- One row per user and month, and a flag whether they were there.
WITH months AS (
    SELECT u.user_id, DATE_TRUNC('month', u.signed_up_on) AS cohort, n AS month_no,
           EXISTS (SELECT 1
                   FROM activity a
                   WHERE a.user_id = u.user_id
                     AND a.day >= u.signed_up_on
                     AND (EXTRACT(YEAR FROM a.day) - EXTRACT(YEAR FROM u.signed_up_on)) * 12
                         + EXTRACT(MONTH FROM a.day) - EXTRACT(MONTH FROM u.signed_up_on) = n) AS was_there
    FROM users u, GENERATE_SERIES(0, 3) n
    WHERE u.is_test = false
      AND DATE_TRUNC('month', u.signed_up_on) + MAKE_INTERVAL(months => n) <= TIMESTAMP '2026-06-30'
)
SELECT cohort::date AS cohort,
       COUNT(*) AS users,
       month_no,
       COUNT(*) FILTER (WHERE was_there) AS active,
       ROUND(COUNT(*) FILTER (WHERE was_there) * 100 / COUNT(*)::numeric, 1) AS percent
FROM months
GROUP BY cohort, month_no;
