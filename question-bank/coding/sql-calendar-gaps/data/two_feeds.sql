INSERT INTO calendar VALUES
    (DATE '2026-06-01', true), (DATE '2026-06-02', true), (DATE '2026-06-03', true),
    (DATE '2026-06-04', true), (DATE '2026-06-05', true), (DATE '2026-06-08', true);
INSERT INTO feeds VALUES ('clicks', DATE '2026-06-01'), ('orders', DATE '2026-06-01');
INSERT INTO deliveries VALUES
    (1, 'orders', DATE '2026-06-01', 5),
    (2, 'orders', DATE '2026-06-03', 5),
    (3, 'orders', DATE '2026-06-03', 5),
    (4, 'orders', DATE '2026-06-08', 5),
    (5, 'clicks', DATE '2026-06-02', 5),
    (6, 'clicks', DATE '2026-06-04', 5),
    (7, 'clicks', DATE '2026-06-05', 5);
