INSERT INTO users VALUES
    (1, DATE '2026-06-03', false), (2, DATE '2026-06-10', false), (3, DATE '2026-06-10', false);
INSERT INTO activity VALUES (1, DATE '2026-06-04'), (2, DATE '2026-06-09'), (3, DATE '2026-06-10');
