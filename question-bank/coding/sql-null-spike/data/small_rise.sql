INSERT INTO loads (source_name, loaded_on, total_rows, null_rows) VALUES
    ('exact', DATE '2026-06-01', 100, 10),
    ('exact', DATE '2026-06-02', 100, 10),
    ('exact', DATE '2026-06-03', 100, 10),
    ('exact', DATE '2026-06-04', 100, 15),
    ('above', DATE '2026-06-01', 100, 10),
    ('above', DATE '2026-06-02', 100, 10),
    ('above', DATE '2026-06-03', 100, 10),
    ('above', DATE '2026-06-04', 100, 16);
