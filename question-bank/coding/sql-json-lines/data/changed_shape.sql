INSERT INTO raw_events VALUES
    (61, '{"order_id": "G1", "items": [{"sku": "mug", "qty": 1, "cents": 5}]}'),
    (62, '{"order_id": "G1"}'),
    (63, '{"order_id": "G2", "items": [{"sku": "tea", "qty": 1, "cents": 5}]}'),
    (64, '{"order_id": "G2", "lines": [{"sku": "tea", "quantity": 2, "unit_cents": 5}]}');
