BEGIN ISOLATION LEVEL REPEATABLE READ;

MERGE INTO fct_orders AS f
USING (
    SELECT DISTINCT ON (r.order_id)
           r.order_id, r.status, r.amount, r.updated_at
    FROM raw_orders r
    JOIN load_state s ON s.model = 'fct_orders'
    WHERE r.loaded_at > COALESCE(s.loaded_through, '-infinity')
      AND r.order_id IS NOT NULL
      AND r.updated_at IS NOT NULL
    ORDER BY r.order_id, r.updated_at DESC, r.row_id DESC
) AS n ON f.order_id = n.order_id
WHEN MATCHED AND n.updated_at > f.updated_at THEN
    UPDATE SET status = n.status, amount = n.amount, updated_at = n.updated_at
WHEN NOT MATCHED THEN
    INSERT (order_id, status, amount, updated_at)
    VALUES (n.order_id, n.status, n.amount, n.updated_at);

UPDATE load_state
SET loaded_through = (SELECT MAX(loaded_at) FROM raw_orders)
WHERE model = 'fct_orders'
  AND (SELECT MAX(loaded_at) FROM raw_orders) > COALESCE(loaded_through, '-infinity');

COMMIT;
