-- app_events(user_id integer, name text, happened_at timestamp)
-- Return: step_no, step, users, pct_of_first; sorted by step_no
SELECT 1 AS step_no, 'view' AS step, COUNT(*) AS users, 100.0 AS pct_of_first
FROM app_events
WHERE name = 'view'
ORDER BY step_no;
