-- Nothing left (once for two counts), never counted, worth nothing, and two warehouses of a country.
INSERT INTO stg_warehouse VALUES ('LYO', 'FR'), ('PAR', 'FR'), ('ULM', 'DE');
INSERT INTO stg_item VALUES ('mug', 'Mug', 300), ('pot', 'Teapot', 1500), ('jar', 'Jar', 200), ('bag', 'Paper bag', 0);
INSERT INTO stg_count VALUES
    (1, 'LYO', 'mug', '2026-04-10', 10),
    (2, 'LYO', 'mug', '2026-05-10', 0),
    (3, 'PAR', 'mug', '2026-05-11', 4),
    (4, 'LYO', 'pot', '2026-05-12', 0),
    (5, 'LYO', 'pot', '2026-06-12', 3),
    (6, 'ULM', 'pot', '2026-06-12', 0),
    (7, 'ULM', 'pot', '2026-06-20', 0),
    (8, 'LYO', 'bag', '2026-02-10', 30),
    (9, 'PAR', 'pot', '2026-06-01', 2);
