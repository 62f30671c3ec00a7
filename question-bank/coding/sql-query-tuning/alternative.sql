SELECT calls,
       round(total_exec_time::numeric, 1) AS total_ms,
       round(mean_exec_time::numeric, 1) AS mean_ms,
       left(query, 100) AS statement
FROM pg_stat_statements
ORDER BY total_exec_time DESC
LIMIT 10;

SELECT t.relname, x.indexrelname
FROM pg_stat_user_tables t
JOIN pg_stat_user_indexes x USING (relid)
WHERE x.idx_scan = 0
  AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid);

CREATE INDEX CONCURRENTLY sales_status_sold_on ON sales (status, sold_on);
