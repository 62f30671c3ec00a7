INSERT INTO customer_revenue (customer_id, customer_name, region, total_revenue) VALUES
    (1, 'Adler', 'north', 900.00),
    (2, 'Brook', 'north', 1200.00),
    (3, 'Cedar', 'south', 300.00),
    (4, 'Dune', 'north', 450.00),
    (5, 'Elm', 'south', 310.00);
