WITH b AS (
    SELECT user_id, clicked_at, date_bin(INTERVAL '30 minutes', clicked_at, TIMESTAMP '2026-01-01') AS bucket
    FROM clicks
    WHERE user_id IS NOT NULL AND clicked_at IS NOT NULL
)
SELECT user_id,
       DENSE_RANK() OVER (PARTITION BY user_id ORDER BY bucket) AS visit_no,
       MIN(clicked_at) AS started_at, MAX(clicked_at) AS ended_at, COUNT(*) AS views
FROM b
GROUP BY user_id, bucket;
