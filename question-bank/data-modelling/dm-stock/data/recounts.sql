-- Counted again on the same day, an old day corrected, and a correction to nothing.
INSERT INTO stg_warehouse VALUES ('LYO', 'FR'), ('ULM', 'DE');
INSERT INTO stg_item VALUES ('mug', 'Mug', 300), ('pot', 'Teapot', 1500);
INSERT INTO stg_count VALUES
    (1, 'LYO', 'mug', '2026-04-30', 40),
    (2, 'LYO', 'mug', '2026-06-10', 35),
    (3, 'LYO', 'mug', '2026-06-10', 53),
    (4, 'ULM', 'pot', '2026-06-11', 0),
    (5, 'LYO', 'mug', '2026-04-30', 44),
    (5, 'LYO', 'mug', '2026-04-30', 44),
    (6, 'ULM', 'pot', '2026-06-11', 7),
    (7, 'ULM', 'mug', '2026-06-12', 9),
    (8, 'ULM', 'mug', '2026-06-12', 0);
