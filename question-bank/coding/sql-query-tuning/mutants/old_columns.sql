-- Fails since PostgreSQL 13: column "total_time" does not exist.
SELECT query, calls, total_time, mean_time
FROM pg_stat_statements
ORDER BY total_time DESC
LIMIT 10;
