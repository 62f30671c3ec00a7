-- Explode every event first, then keep the lines of each order's last one.
WITH events AS (
    SELECT event_id, payload->>'order_id' AS order_id, payload,
           MAX(event_id) OVER (PARTITION BY payload->>'order_id') AS last_id
    FROM raw_events
    WHERE payload->>'order_id' IS NOT NULL
), lines AS (
    SELECT l.line
    FROM events e
    JOIN LATERAL jsonb_array_elements(
        CASE WHEN jsonb_typeof(e.payload->'lines') = 'array' THEN e.payload->'lines' ELSE
             CASE WHEN jsonb_typeof(e.payload->'items') = 'array' THEN e.payload->'items' ELSE '[]'::jsonb END
        END) AS l(line) ON true
    WHERE e.event_id = e.last_id
), typed AS (
    SELECT NULLIF(line->>'sku', '') AS sku,
           CASE WHEN line->>'quantity' IS NOT NULL THEN (line->>'quantity')::bigint
                WHEN line->>'qty' IS NOT NULL THEN (line->>'qty')::bigint
                ELSE 1 END AS units,
           COALESCE((line->>'unit_cents')::bigint, (line->>'cents')::bigint, 0) AS unit_cents
    FROM lines
)
SELECT sku, SUM(units) AS units, SUM(units * unit_cents) AS cents
FROM typed
WHERE sku IS NOT NULL
GROUP BY sku;
