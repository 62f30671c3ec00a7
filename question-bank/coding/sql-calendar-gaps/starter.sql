-- calendar(day date primary key, is_business boolean)
-- feeds(feed text primary key, starts_on date)
-- deliveries(delivery_id integer primary key, feed text, day date, row_count integer)
-- Return: feed, gap_from, gap_to, missing_days
SELECT f.feed, MIN(c.day) AS gap_from, MAX(c.day) AS gap_to, COUNT(*) AS missing_days
FROM feeds f
JOIN calendar c ON c.day >= f.starts_on
GROUP BY f.feed;
