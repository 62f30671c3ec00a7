-- teams(team text primary key)
-- bill(line_id integer primary key, team text, service text, cents bigint)
-- Return: team, direct_cents, shared_cents, total_cents
SELECT team, SUM(cents) AS direct_cents, 0 AS shared_cents, SUM(cents) AS total_cents
FROM bill
GROUP BY team;
