INSERT INTO calendar VALUES
    (DATE '2026-06-03', true), (DATE '2026-06-04', false), (DATE '2026-06-05', true),
    (DATE '2026-06-06', true), (DATE '2026-06-07', false);
INSERT INTO feeds VALUES ('orders', DATE '2026-06-01');
