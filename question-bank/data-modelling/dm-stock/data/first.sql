INSERT INTO stg_warehouse VALUES ('LYO', 'FR'), ('ULM', 'DE');
INSERT INTO stg_item VALUES ('mug', 'Mug', 300), ('pot', 'Teapot', 1500);
INSERT INTO stg_count VALUES
    (1, 'LYO', 'mug', '2026-05-10', 40),
    (2, 'ULM', 'mug', '2026-05-20', 10),
    (3, 'LYO', 'mug', '2026-06-10', 35),
    (4, 'ULM', 'pot', '2026-06-15', 5);
