WITH members AS (
    SELECT user_id, signed_up_on, DATE_TRUNC('month', signed_up_on)::date AS cohort
    FROM users
    WHERE signed_up_on IS NOT NULL
      AND NOT is_test
), grid AS (
    SELECT m.cohort, COUNT(*) AS users, n.month_no,
           (m.cohort + n.month_no * INTERVAL '1 month')::date AS month
    FROM members m
    CROSS JOIN GENERATE_SERIES(0, 3) AS n(month_no)
    GROUP BY m.cohort, n.month_no
), seen AS (
    SELECT m.cohort, DATE_TRUNC('month', a.day)::date AS month, COUNT(DISTINCT a.user_id) AS active
    FROM members m
    JOIN activity a ON a.user_id = m.user_id AND a.day >= m.signed_up_on
    GROUP BY 1, 2
)
SELECT g.cohort, g.users, g.month_no,
       COALESCE(s.active, 0) AS active,
       ROUND(100.0 * COALESCE(s.active, 0) / g.users, 1) AS percent
FROM grid g
LEFT JOIN seen s ON s.cohort = g.cohort AND s.month = g.month
WHERE g.month <= DATE '2026-06-01';
