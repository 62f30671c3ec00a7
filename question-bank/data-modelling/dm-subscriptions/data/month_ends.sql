-- On the last day, on the first, and the events sent twice.
INSERT INTO stg_account VALUES (1, 'Acme', 'DE'), (1, 'Acme', 'DE'), (2, 'Bolt', 'FR'), (3, 'Crab', 'DE'), (4, 'Dune', NULL), (5, 'Elk', 'FR');
INSERT INTO stg_plan VALUES ('basic', 1000), ('pro', 5000), ('pro', 5000);
INSERT INTO stg_event VALUES
    (1, 1, '2026-03-31', 'start', 'basic'),
    (2, 2, '2026-01-01', 'start', 'pro'),
    (3, 2, '2026-03-31', 'cancel', NULL),
    (3, 2, '2026-03-31', 'cancel', NULL),
    (4, 3, '2026-04-01', 'start', 'basic'),
    (5, 3, '2026-06-30', 'cancel', NULL),
    (6, 4, '2025-11-01', 'start', 'pro'),
    (7, 4, '2026-05-01', 'cancel', NULL),
    (8, 5, '2026-06-30', 'start', 'pro');
