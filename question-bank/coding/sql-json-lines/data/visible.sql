INSERT INTO raw_events VALUES
    (1, '{"order_id": "A1", "items": [{"sku": "mug", "qty": 2, "cents": 900}, {"sku": "tea", "qty": 1, "cents": 450}]}'),
    (2, '{"order_id": "A2", "items": [{"sku": "mug", "qty": 1, "cents": 900}]}');
