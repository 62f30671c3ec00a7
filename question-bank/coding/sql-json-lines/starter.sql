-- raw_events(event_id integer primary key, payload jsonb)
-- Return: sku, units, cents
SELECT item->>'sku' AS sku, SUM((item->>'qty')::int) AS units, SUM((item->>'cents')::int) AS cents
FROM raw_events, jsonb_array_elements(payload->'items') AS item
GROUP BY 1;
