INSERT INTO loads (source_name, loaded_on, total_rows, null_rows) VALUES
    ('a', DATE '2026-06-01', 100, 1),
    ('a', DATE '2026-06-02', 100, 1),
    ('a', DATE '2026-06-03', 100, 1),
    ('b', DATE '2026-06-01', 100, 30),
    ('b', DATE '2026-06-02', 100, 30),
    ('b', DATE '2026-06-03', 100, 30),
    ('b', DATE '2026-06-04', 100, 30);
