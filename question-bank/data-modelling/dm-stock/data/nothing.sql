INSERT INTO stg_warehouse VALUES ('LYO', 'FR');
INSERT INTO stg_item VALUES ('mug', 'Mug', 300);
