INSERT INTO raw_events VALUES
    (81, '{"order_id": "I1", "lines": {"sku": "mug", "quantity": 2, "unit_cents": 5}}'),
    (82, '{"order_id": "I2", "items": {"sku": "tea", "qty": 2, "cents": 5}}'),
    (83, '{"order_id": "I3", "lines": {"sku": "pot", "quantity": 2, "unit_cents": 5}, "items": [{"sku": "pot", "qty": 1, "cents": 5}]}');
