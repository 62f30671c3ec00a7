INSERT INTO stg_account VALUES (1, 'Acme', 'DE'), (2, 'Bolt', 'FR'), (3, 'Crab', 'DE');
INSERT INTO stg_plan VALUES ('basic', 1000), ('pro', 5000);
INSERT INTO stg_event VALUES
    (1, 1, '2026-01-10', 'start', 'basic'),
    (2, 2, '2026-02-15', 'start', 'pro'),
    (3, 3, '2026-02-20', 'start', 'pro'),
    (4, 3, '2026-05-05', 'cancel', NULL);
