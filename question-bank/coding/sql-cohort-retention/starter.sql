-- users(user_id integer primary key, signed_up_on date, is_test boolean)
-- activity(user_id integer, day date), any number of rows a day
-- Return: cohort, users, month_no, active, percent
SELECT DATE_TRUNC('month', u.signed_up_on)::date AS cohort,
       COUNT(*) AS users, 0 AS month_no, COUNT(*) AS active, 100.0 AS percent
FROM users u
JOIN activity a ON a.user_id = u.user_id
GROUP BY 1;
