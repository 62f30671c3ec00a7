INSERT INTO stg_account VALUES (1, 'Acme', 'DE'), (2, 'Bolt', 'FR'), (3, 'Crab', 'DE');
INSERT INTO stg_plan VALUES ('basic', 1000), ('pro', 5000);
INSERT INTO stg_event VALUES
    (1, 1, '2026-01-10', 'start', 'basic'),
    (2, 1, '2026-03-15', 'change', 'pro'),
    (2, 1, '2026-03-15', 'change', 'pro'),
    (3, 2, '2026-02-01', 'start', 'pro'),
    (4, 2, '2026-04-30', 'change', 'basic'),
    (5, 2, '2026-05-20', 'cancel', NULL),
    (6, 3, '2026-02-01', 'start', 'basic'),
    (7, 3, '2026-03-01', 'change', 'pro'),
    (8, 3, '2026-06-01', 'change', 'basic');
