INSERT INTO raw_events VALUES (51, '{"order_id": "F1", "items": []}');
