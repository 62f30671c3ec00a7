INSERT INTO raw_events VALUES
    (1, '{"order_id": 1, "lines": [{"sku": "A", "quantity": 2, "unit_cents": 3}, {"sku": " ", "quantity": 2, "unit_cents": 5}]}'),
    (2, '{"order_id": 2, "lines": [{"sku": "A", "quantity": -2, "unit_cents": 3}]}');
