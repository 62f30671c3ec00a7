INSERT INTO sources (source_name) VALUES
    ('app'),
    ('partner'),
    ('shop'),
    ('till');
INSERT INTO customer_loads (source_name, loaded_on, email) VALUES
    ('app', DATE '2026-06-25', 'a@example.com'),
    ('app', DATE '2026-06-25', NULL),
    ('partner', DATE '2026-05-02', 'p@example.com'),
    ('shop', DATE '2026-06-28', 's@example.com'),
    ('unlisted', DATE '2026-06-28', NULL);
