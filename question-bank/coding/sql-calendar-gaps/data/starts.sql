INSERT INTO calendar VALUES
    (DATE '2026-06-01', true), (DATE '2026-06-02', true), (DATE '2026-06-03', true),
    (DATE '2026-06-04', true);
INSERT INTO feeds VALUES ('new', DATE '2026-06-03'), ('later', DATE '2026-06-05'), ('silent', DATE '2026-06-02');
INSERT INTO deliveries VALUES
    (1, 'new', DATE '2026-06-01', 5),
    (2, 'new', DATE '2026-06-04', 5),
    (3, 'unlisted', DATE '2026-06-02', 5);
