-- clicks(user_id integer, clicked_at timestamp)
-- Return: user_id, visit_no, started_at, ended_at, views
SELECT user_id, 1 AS visit_no, clicked_at AS started_at, clicked_at AS ended_at, 1 AS views
FROM clicks;
