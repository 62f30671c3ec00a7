INSERT INTO customer_revenue (customer_id, customer_name, region, total_revenue) VALUES
    (31, 'Oak', 'north', NULL),
    (32, 'Pine', 'north', 100.00),
    (33, 'Quill', 'north', 80.00),
    (34, 'Reed', NULL, 999.00),
    (35, 'Sage', 'south', NULL),
    (36, 'Thorn', 'north', -20.00);
