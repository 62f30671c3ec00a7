INSERT INTO raw_events VALUES (91, '{"order_id": "J1", "lines": [{"sku": "mug", "quantity": 3000, "unit_cents": 1000000}]}');
