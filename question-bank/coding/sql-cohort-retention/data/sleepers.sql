INSERT INTO users VALUES
    (1, DATE '2026-05-03', false), (2, DATE '2026-05-04', false), (3, DATE '2026-05-05', false);
INSERT INTO activity VALUES
    (1, DATE '2026-05-03'), (1, DATE '2026-06-01'), (9, DATE '2026-06-01');
