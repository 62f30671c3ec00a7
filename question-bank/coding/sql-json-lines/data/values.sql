INSERT INTO raw_events VALUES
    (41, '{"order_id": "E1", "items": [{"sku": "mug", "qty": "2", "cents": "900"}]}'),
    (42, '{"order_id": "E2", "items": [{"sku": "mug", "cents": 900}, {"sku": "mug", "qty": null, "cents": 900}]}'),
    (43, '{"order_id": "E3", "items": [{"sku": "tea", "qty": 2}, {"sku": "tea", "qty": 1, "cents": null}]}'),
    (44, '{"order_id": "E4", "items": [{"qty": 1, "cents": 100}, {"sku": null, "qty": 1, "cents": 100}, {"sku": "", "qty": 1, "cents": 100}]}'),
    (45, '{"order_id": "E5", "lines": [{"sku": "pot", "quantity": 0, "unit_cents": 3000}, {"sku": "pot", "quantity": -1, "unit_cents": 3000}]}'),
    (46, '{"order_id": 7, "items": [{"sku": "jar", "qty": 1, "cents": 100}]}'),
    (47, '{"order_id": "7", "items": [{"sku": "jar", "qty": 4, "cents": 100}]}'),
    (48, '{"order_id": "E8", "lines": [{"sku": "cup", "quantity": "3", "unit_cents": "200"}, {"sku": "cup"}, {"sku": "cup", "quantity": null, "unit_cents": null}]}'),
    (49, '{"order_id": "E9", "lines": [{"sku": "Mug", "quantity": 1, "unit_cents": 700}, {"sku": " mug", "quantity": 1, "unit_cents": 50}]}');
