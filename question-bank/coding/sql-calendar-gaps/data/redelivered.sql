INSERT INTO calendar VALUES
    (DATE '2026-06-03', true), (DATE '2026-06-04', true), (DATE '2026-06-05', true);
INSERT INTO feeds VALUES ('orders', DATE '2026-06-01');
INSERT INTO deliveries VALUES
    (1, 'orders', DATE '2026-06-03', 100),
    (2, 'orders', DATE '2026-06-03', 0),
    (3, 'orders', DATE '2026-06-04', 100),
    (4, 'orders', DATE '2026-06-04', -100),
    (5, 'orders', DATE '2026-06-05', -5);
