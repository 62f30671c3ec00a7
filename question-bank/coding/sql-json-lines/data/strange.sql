INSERT INTO raw_events VALUES
    (31, '{"order_id": "D1", "items": null}'),
    (32, '{"order_id": "D2"}'),
    (33, '{"order_id": "D3", "items": "none"}'),
    (34, '{"order_id": "D4", "lines": null, "items": [{"sku": "mug", "qty": 1, "cents": 900}]}'),
    (35, NULL),
    (36, '{"items": [{"sku": "mug", "qty": 1, "cents": 900}]}'),
    (37, '{"order_id": null, "items": [{"sku": "mug", "qty": 5, "cents": 900}]}');
