-- One stream of touches and orders, and frames that look back over it.
WITH stream AS (
    SELECT user_id, at, 0 AS is_order, touch_id AS id, channel, NULL::numeric AS amount
    FROM touches
    WHERE user_id IS NOT NULL AND channel IS NOT NULL
    UNION ALL
    SELECT user_id, ordered_at, 1, order_id, NULL, amount
    FROM orders
    WHERE user_id IS NOT NULL
), spanned AS (
    -- Orders before this row tell which span it lies in.
    SELECT s.*,
           COUNT(*) FILTER (WHERE is_order = 1) OVER (
               PARTITION BY user_id ORDER BY at, is_order, id
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS span
    FROM stream s
), looked_back AS (
    SELECT is_order, amount,
           ARRAY_AGG(channel) FILTER (WHERE is_order = 0 AND channel <> 'direct') OVER w AS paid,
           COUNT(*) FILTER (WHERE is_order = 0) OVER w AS touches
    FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY user_id, span ORDER BY at, is_order, id) AS step FROM spanned) s
    WINDOW w AS (PARTITION BY user_id, span ORDER BY at RANGE BETWEEN INTERVAL '7 days' PRECEDING AND CURRENT ROW)
)
SELECT channel, COUNT(*) AS orders, SUM(amount) AS revenue
FROM (
    SELECT CASE WHEN paid IS NOT NULL THEN paid[ARRAY_UPPER(paid, 1)]
                WHEN touches > 0 THEN 'direct'
                ELSE 'none' END AS channel, amount
    FROM looked_back
    WHERE is_order = 1
    UNION ALL
    SELECT 'none', amount FROM orders WHERE user_id IS NULL
) attributed
GROUP BY channel;
