INSERT INTO loads (source_name, loaded_on, total_rows, null_rows) VALUES
    ('old', DATE '2026-05-01', 100, 80),
    ('old', DATE '2026-05-02', 100, 80),
    ('old', DATE '2026-05-20', 100, 1),
    ('old', DATE '2026-05-21', 100, 1),
    ('old', DATE '2026-05-22', 100, 1),
    ('old', DATE '2026-05-23', 100, 1),
    ('old', DATE '2026-05-24', 100, 1),
    ('old', DATE '2026-05-25', 100, 1),
    ('old', DATE '2026-05-26', 100, 1),
    ('old', DATE '2026-06-10', 100, 12);
