INSERT INTO users VALUES
    (1, DATE '2026-07-01', false), (2, DATE '2026-06-03', false), (3, DATE '2026-05-03', false);
INSERT INTO activity VALUES (1, DATE '2026-07-02'), (3, DATE '2026-05-04');
