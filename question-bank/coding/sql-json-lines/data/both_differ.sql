INSERT INTO raw_events VALUES
    (71, '{"order_id": "H1", "lines": [{"sku": "mug", "quantity": 2, "unit_cents": 5}], "items": [{"sku": "mug", "qty": 1, "cents": 5}]}'),
    (72, '{"order_id": "H2", "lines": [], "items": [{"sku": "tea", "qty": 1, "cents": 5}]}');
