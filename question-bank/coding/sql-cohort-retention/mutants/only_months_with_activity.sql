WITH members AS (
    SELECT user_id, signed_up_on, DATE_TRUNC('month', signed_up_on)::date AS cohort
    FROM users
    WHERE signed_up_on IS NOT NULL AND NOT is_test
), sizes AS (
    SELECT cohort, COUNT(*) AS users FROM members GROUP BY cohort
), seen AS (
    SELECT m.cohort,
           (EXTRACT(YEAR FROM a.day) * 12 + EXTRACT(MONTH FROM a.day)
            - EXTRACT(YEAR FROM m.cohort) * 12 - EXTRACT(MONTH FROM m.cohort))::int AS month_no,
           COUNT(DISTINCT a.user_id) AS active
    FROM members m
    JOIN activity a ON a.user_id = m.user_id AND a.day >= m.signed_up_on
    WHERE a.day < DATE '2026-07-01'
    GROUP BY 1, 2
)
SELECT cohort, users, month_no, active, ROUND(100.0 * active / users, 1) AS percent
FROM sizes
JOIN seen USING (cohort)
WHERE month_no BETWEEN 0 AND 3;
