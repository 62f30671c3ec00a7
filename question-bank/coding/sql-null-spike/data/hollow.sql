INSERT INTO loads (source_name, loaded_on, total_rows, null_rows) VALUES
    ('crm', DATE '2026-06-01', 100, 2),
    ('crm', DATE '2026-06-02', 0, 0),
    ('crm', DATE '2026-06-03', NULL, NULL),
    ('crm', DATE '2026-06-04', 100, 2),
    ('crm', DATE '2026-06-05', 100, 30),
    ('crm', DATE '2026-06-06', 100, 60),
    ('web', DATE '2026-06-01', 100, 2),
    ('web', DATE '2026-06-02', 100, NULL),
    ('web', DATE '2026-06-03', 100, 2),
    ('web', DATE '2026-06-04', 100, 2),
    ('web', DATE '2026-06-05', 100, 20);
