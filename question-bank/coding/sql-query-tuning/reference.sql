SELECT query,
       calls,
       total_exec_time,
       mean_exec_time,
       rows,
       100.0 * shared_blks_hit / NULLIF(shared_blks_hit + shared_blks_read, 0) AS hit_pct
FROM pg_stat_statements
ORDER BY total_exec_time DESC
LIMIT 10;

SELECT s.schemaname,
       s.relname,
       s.indexrelname,
       pg_relation_size(s.indexrelid) AS bytes
FROM pg_stat_user_indexes s
JOIN pg_index i ON i.indexrelid = s.indexrelid
WHERE s.idx_scan = 0
  AND NOT i.indisunique
ORDER BY bytes DESC;

EXPLAIN (ANALYZE, BUFFERS)
SELECT * FROM sales WHERE status = 'active' AND sold_on >= DATE '2026-01-01';

CREATE INDEX CONCURRENTLY sales_active_sold_on
    ON sales (sold_on)
    WHERE status = 'active';
