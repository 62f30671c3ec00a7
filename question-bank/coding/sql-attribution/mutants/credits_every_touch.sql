WITH spans AS (
    SELECT o.*,
           LAG(ordered_at) OVER (PARTITION BY user_id ORDER BY ordered_at, order_id) AS previous_at
    FROM orders o
), credited AS (
    SELECT s.order_id, s.amount, t.channel,
           RANK() OVER (PARTITION BY s.order_id ORDER BY t.channel = 'direct', t.at DESC NULLS LAST) AS place
    FROM spans s
    LEFT JOIN touches t
      ON t.user_id = s.user_id AND t.channel IS NOT NULL
     AND t.at BETWEEN s.ordered_at - INTERVAL '7 days' AND s.ordered_at
     AND t.at > COALESCE(s.previous_at, '-infinity')
)
SELECT COALESCE(channel, 'none') AS channel, COUNT(*) AS orders, SUM(amount) AS revenue
FROM credited
WHERE place = 1
GROUP BY 1;
