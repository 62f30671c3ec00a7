INSERT INTO sources (source_name) VALUES
    ('app'),
    ('shop');
INSERT INTO customer_loads (source_name, loaded_on, email) VALUES
    ('app', DATE '2026-06-23', NULL),
    ('app', DATE '2026-06-24', 'a@example.com'),
    ('app', DATE '2026-06-30', 'b@example.com'),
    ('shop', DATE '2026-06-30', NULL),
    ('shop', DATE '2026-07-01', NULL),
    ('shop', DATE '2026-06-24', 'c@example.com');
