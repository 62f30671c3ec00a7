INSERT INTO calendar VALUES
    (DATE '2026-06-01', true), (DATE '2026-06-02', true), (DATE '2026-06-03', true),
    (DATE '2026-06-04', true), (DATE '2026-06-05', true);
INSERT INTO feeds VALUES ('orders', DATE '2026-06-01');
INSERT INTO deliveries VALUES
    (1, 'orders', DATE '2026-06-01', 5),
    (2, 'orders', DATE '2026-06-02', 0),
    (3, 'orders', DATE '2026-06-03', NULL),
    (4, 'orders', DATE '2026-06-04', 0),
    (5, 'orders', DATE '2026-06-04', 1),
    (6, NULL, DATE '2026-06-05', 7),
    (7, 'orders', NULL, 7);
