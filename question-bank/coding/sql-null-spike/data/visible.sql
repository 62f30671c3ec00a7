INSERT INTO loads (source_name, loaded_on, total_rows, null_rows) VALUES
    ('crm', DATE '2026-06-01', 100, 2),
    ('crm', DATE '2026-06-02', 100, 2),
    ('crm', DATE '2026-06-03', 100, 2),
    ('crm', DATE '2026-06-04', 100, 2),
    ('crm', DATE '2026-06-05', 100, 40),
    ('web', DATE '2026-06-01', 100, 12),
    ('web', DATE '2026-06-02', 100, 11),
    ('web', DATE '2026-06-03', 100, 12),
    ('web', DATE '2026-06-04', 100, 10),
    ('web', DATE '2026-06-05', 100, 11);
