-- On the first and the last of a month, months without a count, and counts sent twice.
INSERT INTO stg_warehouse VALUES ('LYO', 'FR'), ('LYO', 'FR'), ('ULM', 'DE');
INSERT INTO stg_item VALUES ('mug', 'Mug', 300), ('mug', 'Mug', 300), ('pot', 'Teapot', 1500);
INSERT INTO stg_count VALUES
    (1, 'LYO', 'mug', '2026-01-31', 10),
    (1, 'LYO', 'mug', '2026-01-31', 10),
    (2, 'LYO', 'mug', '2026-03-01', 30),
    (3, 'LYO', 'mug', '2026-03-31', 20),
    (4, 'ULM', 'mug', '2026-02-28', 5),
    (5, 'ULM', 'mug', '2026-07-01', 50),
    (6, 'ULM', 'pot', '2025-12-01', 2);
