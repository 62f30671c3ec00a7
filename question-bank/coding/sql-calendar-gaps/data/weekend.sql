INSERT INTO calendar VALUES
    (DATE '2026-06-04', true), (DATE '2026-06-05', true), (DATE '2026-06-06', false),
    (DATE '2026-06-07', false), (DATE '2026-06-08', true), (DATE '2026-06-09', true),
    (DATE '2026-06-10', true);
INSERT INTO feeds VALUES ('orders', DATE '2026-06-04');
INSERT INTO deliveries VALUES
    (1, 'orders', DATE '2026-06-04', 5),
    (2, 'orders', DATE '2026-06-06', 5),
    (3, 'orders', DATE '2026-06-09', 5);
