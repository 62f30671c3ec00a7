WITH placed AS (
    SELECT o.order_id, o.amount, t.touch_id, t.channel,
           ROW_NUMBER() OVER (PARTITION BY o.order_id ORDER BY t.channel = 'direct', t.at DESC, t.touch_id DESC) AS place,
           MIN(o.ordered_at) OVER (PARTITION BY t.touch_id) AS first_at, o.ordered_at
    FROM orders o
    LEFT JOIN touches t
      ON t.user_id = o.user_id AND t.channel IS NOT NULL
     AND t.at BETWEEN o.ordered_at - INTERVAL '7 days' AND o.ordered_at
), credited AS (
    SELECT p.*,
           EXISTS (SELECT 1 FROM placed e
                   WHERE e.touch_id = p.touch_id AND e.place = 1 AND (e.ordered_at, e.order_id) < (p.ordered_at, p.order_id)) AS used
    FROM placed p
), best AS (
    SELECT DISTINCT ON (order_id) order_id, amount, CASE WHEN used THEN NULL ELSE channel END AS channel
    FROM credited
    ORDER BY order_id, used, place
)
SELECT COALESCE(channel, 'none') AS channel, COUNT(*) AS orders, SUM(amount) AS revenue
FROM best
GROUP BY 1;
