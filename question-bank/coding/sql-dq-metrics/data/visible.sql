INSERT INTO sources (source_name) VALUES
    ('app'),
    ('shop');
INSERT INTO customer_loads (source_name, loaded_on, email) VALUES
    ('app', DATE '2026-06-25', 'a@example.com'),
    ('app', DATE '2026-06-26', 'b@example.com'),
    ('shop', DATE '2026-06-25', 'c@example.com'),
    ('shop', DATE '2026-06-27', NULL),
    ('shop', DATE '2026-06-10', NULL);
