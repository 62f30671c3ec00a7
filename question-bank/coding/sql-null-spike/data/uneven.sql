INSERT INTO loads (source_name, loaded_on, total_rows, null_rows) VALUES
    ('bulk', DATE '2026-06-01', 1000, 10),
    ('bulk', DATE '2026-06-02', 10, 9),
    ('bulk', DATE '2026-06-03', 1000, 10),
    ('bulk', DATE '2026-06-04', 100, 20);
