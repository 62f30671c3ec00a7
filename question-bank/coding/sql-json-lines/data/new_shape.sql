INSERT INTO raw_events VALUES
    (11, '{"order_id": "B1", "v": 2, "lines": [{"sku": "mug", "quantity": 3, "unit_cents": 900}]}'),
    (12, '{"order_id": "B2", "items": [{"sku": "mug", "qty": 1, "cents": 800}]}'),
    (13, '{"order_id": "B3", "lines": [{"sku": "tea", "quantity": 1, "unit_cents": 450}], "items": [{"sku": "tea", "qty": 1, "cents": 450}]}');
