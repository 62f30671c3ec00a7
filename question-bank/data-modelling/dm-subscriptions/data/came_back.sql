-- Who never subscribed, who came back (the next day, and after two weeks), events out of the order of their
-- numbers, and a plan that nobody has.
INSERT INTO stg_account VALUES (1, 'Acme', 'DE'), (2, 'Bolt', 'FR'), (3, 'Crab', NULL), (4, 'Dune', 'DE'), (5, 'Elk', 'FR');
INSERT INTO stg_plan VALUES ('basic', 1000), ('pro', 5000), ('free', 0), ('gold', 9000);
INSERT INTO stg_event VALUES
    (1, 1, '2026-01-10', 'start', 'basic'),
    (2, 1, '2026-02-10', 'cancel', NULL),
    (3, 1, '2026-04-01', 'start', 'pro'),
    (4, 2, '2026-03-01', 'start', 'free'),
    (5, 4, '2026-01-05', 'start', 'basic'),
    (6, 4, '2026-02-28', 'cancel', NULL),
    (8, 5, '2025-02-20', 'start', 'basic'),
    (7, 5, '2025-05-05', 'cancel', NULL),
    (9, 5, '2026-01-15', 'start', 'basic'),
    (10, 5, '2026-05-05', 'cancel', NULL),
    (11, 5, '2026-05-06', 'start', 'pro'),
    (12, 5, '2026-05-20', 'cancel', NULL),
    (13, 5, '2026-06-01', 'start', 'basic');
