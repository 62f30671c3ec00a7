WITH spans AS (
    SELECT o.*,
           LAG(ordered_at) OVER (PARTITION BY user_id ORDER BY ordered_at, order_id) AS previous_at
    FROM orders o
)
SELECT COALESCE(t.channel, 'none') AS channel,
       COUNT(*) AS orders,
       SUM(s.amount) AS revenue
FROM spans s
LEFT JOIN LATERAL (
    SELECT t.channel
    FROM touches t
    WHERE t.user_id = s.user_id
      AND t.channel IS NOT NULL
      AND t.at <= s.ordered_at
      AND t.at >= s.ordered_at - INTERVAL '7 days'
      AND t.at > COALESCE(s.previous_at, '-infinity')
    ORDER BY t.channel = 'direct', t.at DESC, t.touch_id DESC
    LIMIT 1
) t ON true
GROUP BY 1;
