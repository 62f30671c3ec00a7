WITH marked AS (
    SELECT user_id, clicked_at,
           CASE WHEN clicked_at - LAG(clicked_at) OVER (ORDER BY user_id, clicked_at)
                     BETWEEN INTERVAL '0' AND INTERVAL '30 minutes'
                THEN 0 ELSE 1 END AS is_start
    FROM clicks
    WHERE user_id IS NOT NULL AND clicked_at IS NOT NULL
), numbered AS (
    SELECT user_id, clicked_at,
           SUM(is_start) OVER (PARTITION BY user_id ORDER BY clicked_at ROWS UNBOUNDED PRECEDING) AS visit_no
    FROM marked
)
SELECT user_id, visit_no, MIN(clicked_at) AS started_at, MAX(clicked_at) AS ended_at, COUNT(*) AS views
FROM numbered
GROUP BY user_id, visit_no;
