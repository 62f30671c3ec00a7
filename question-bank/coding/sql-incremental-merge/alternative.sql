-- Rows into a table first, then an upsert by the key.
CREATE TEMP TABLE news AS
SELECT r.*
FROM raw_orders r
CROSS JOIN (SELECT loaded_through AS t FROM load_state WHERE model = 'fct_orders') s
WHERE s.t IS NULL OR r.loaded_at > s.t;

INSERT INTO fct_orders AS f (order_id, status, amount, updated_at)
SELECT order_id, status, amount, updated_at
FROM (
    SELECT n.*, ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY updated_at DESC, row_id DESC) AS place
    FROM news n
    WHERE order_id IS NOT NULL AND updated_at IS NOT NULL
) ranked
WHERE place = 1
ON CONFLICT (order_id) DO UPDATE
SET status = EXCLUDED.status, amount = EXCLUDED.amount, updated_at = EXCLUDED.updated_at
WHERE f.updated_at < EXCLUDED.updated_at;

UPDATE load_state s
SET loaded_through = GREATEST(s.loaded_through, n.newest)
FROM (SELECT MAX(loaded_at) AS newest FROM news) n
WHERE s.model = 'fct_orders' AND n.newest IS NOT NULL;
