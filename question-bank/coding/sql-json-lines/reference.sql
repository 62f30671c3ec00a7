WITH orders AS (
    SELECT DISTINCT ON (payload->>'order_id')
           CASE WHEN jsonb_typeof(payload->'lines') = 'array' THEN payload->'lines'
                WHEN jsonb_typeof(payload->'items') = 'array' THEN payload->'items'
                ELSE '[]' END AS lines
    FROM raw_events
    WHERE payload->>'order_id' IS NOT NULL
    ORDER BY payload->>'order_id', event_id DESC
), parsed AS (
    SELECT line->>'sku' AS sku,
           COALESCE(line->>'quantity', line->>'qty', '1')::numeric AS units,
           COALESCE(line->>'unit_cents', line->>'cents')::numeric AS unit_cents
    FROM orders
    CROSS JOIN jsonb_array_elements(lines) AS line
)
SELECT sku,
       SUM(units)::bigint AS units,
       SUM(units * COALESCE(unit_cents, 0))::bigint AS cents
FROM parsed
WHERE sku <> ''
GROUP BY sku;
