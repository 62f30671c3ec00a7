WITH starts AS (
    SELECT DISTINCT c.user_id, c.clicked_at
    FROM clicks c
    WHERE c.user_id IS NOT NULL
      AND NOT EXISTS (
          SELECT 1
          FROM clicks p
          WHERE p.user_id = c.user_id
            AND p.clicked_at < c.clicked_at
            AND p.clicked_at >= c.clicked_at - INTERVAL '30 minutes'
      )
      AND c.clicked_at IS NOT NULL
), visits AS (
    SELECT user_id,
           clicked_at AS started_at,
           ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY clicked_at) AS visit_no,
           LEAD(clicked_at, 1, TIMESTAMP 'infinity')
               OVER (PARTITION BY user_id ORDER BY clicked_at) AS next_start
    FROM starts
)
SELECT v.user_id,
       v.visit_no,
       v.started_at,
       MAX(c.clicked_at) AS ended_at,
       COUNT(*) AS views
FROM visits v
JOIN clicks c
  ON c.user_id = v.user_id
 AND c.clicked_at >= v.started_at
 AND c.clicked_at < v.next_start
GROUP BY v.user_id, v.visit_no, v.started_at;
