WITH orders AS (
    SELECT DISTINCT ON (payload->>'order_id') payload
    FROM raw_events
    WHERE payload->>'order_id' IS NOT NULL
    ORDER BY payload->>'order_id', event_id DESC
)
SELECT line->>'sku' AS sku,
       SUM(COALESCE(line->>'qty', '1')::int) AS units,
       SUM(COALESCE(line->>'qty', '1')::int * COALESCE((line->>'cents')::int, 0)) AS cents
FROM orders
CROSS JOIN jsonb_array_elements(CASE WHEN jsonb_typeof(payload->'items') = 'array' THEN payload->'items' ELSE '[]' END) AS line
WHERE line->>'sku' <> ''
GROUP BY 1;
