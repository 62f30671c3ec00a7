-- Who never subscribed, who came back, and a plan that nobody has.
INSERT INTO stg_account VALUES (1, 'Acme', 'DE'), (2, 'Bolt', 'FR'), (3, 'Crab', NULL), (4, 'Dune', 'DE');
INSERT INTO stg_plan VALUES ('basic', 1000), ('pro', 5000), ('free', 0), ('gold', 9000);
INSERT INTO stg_event VALUES
    (1, 1, '2026-01-10', 'start', 'basic'),
    (2, 1, '2026-02-10', 'cancel', NULL),
    (3, 1, '2026-04-01', 'start', 'pro'),
    (4, 2, '2026-03-01', 'start', 'free'),
    (5, 4, '2026-01-05', 'start', 'basic'),
    (6, 4, '2026-02-28', 'cancel', NULL);
