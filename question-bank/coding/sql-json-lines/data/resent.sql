INSERT INTO raw_events VALUES
    (21, '{"order_id": "C1", "items": [{"sku": "mug", "qty": 2, "cents": 900}]}'),
    (22, '{"order_id": "C1", "items": [{"sku": "mug", "qty": 2, "cents": 900}]}'),
    (23, '{"order_id": "C2", "items": [{"sku": "tea", "qty": 1, "cents": 450}, {"sku": "tea", "qty": 1, "cents": 450}]}'),
    (24, '{"order_id": "C1", "items": [{"sku": "mug", "qty": 1, "cents": 900}]}'),
    (25, '{"order_id": "C3", "items": [{"sku": "pot", "qty": 1, "cents": 3000}]}'),
    (26, '{"order_id": "C3", "items": []}');
