WITH members AS (
    SELECT user_id, signed_up_on, DATE_TRUNC('month', signed_up_on)::date AS cohort
    FROM users
    WHERE signed_up_on IS NOT NULL AND NOT is_test
), seen AS (
    SELECT m.cohort, a.user_id,
           (EXTRACT(YEAR FROM a.day) * 12 + EXTRACT(MONTH FROM a.day)
            - EXTRACT(YEAR FROM m.cohort) * 12 - EXTRACT(MONTH FROM m.cohort))::int AS month_no
    FROM members m
    JOIN activity a ON a.user_id = m.user_id AND a.day >= m.signed_up_on
), sizes AS (
    SELECT cohort, COUNT(DISTINCT user_id) AS users
    FROM seen
    GROUP BY cohort
)
SELECT s.cohort, s.users, n.month_no,
       COUNT(DISTINCT seen.user_id) AS active,
       ROUND(100.0 * COUNT(DISTINCT seen.user_id) / s.users, 1) AS percent
FROM sizes s
CROSS JOIN GENERATE_SERIES(0, 3) AS n(month_no)
LEFT JOIN seen ON seen.cohort = s.cohort AND seen.month_no = n.month_no
WHERE s.cohort + n.month_no * INTERVAL '1 month' <= DATE '2026-06-01'
GROUP BY s.cohort, s.users, n.month_no;
