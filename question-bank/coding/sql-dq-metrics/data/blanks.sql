INSERT INTO sources (source_name) VALUES
    ('till'),
    ('app'),
    ('shop');
INSERT INTO customer_loads (source_name, loaded_on, email) VALUES
    ('app', DATE '2026-06-25', ''),
    ('app', DATE '2026-06-25', 'a@example.com'),
    ('app', DATE '2026-06-25', 'a@example.com'),
    ('till', DATE '2026-06-26', '   '),
    ('till', DATE '2026-06-26', 't@example.com'),
    ('till', DATE '2026-06-26', 't@example.com'),
    ('shop', DATE '2026-06-27', NULL),
    ('shop', DATE '2026-06-27', NULL);
