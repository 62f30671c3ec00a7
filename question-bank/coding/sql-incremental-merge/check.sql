SELECT 'order' AS what, order_id::text AS key, status, amount, updated_at AS at FROM fct_orders
UNION ALL
SELECT 'state', model, NULL, NULL, loaded_through FROM load_state;
