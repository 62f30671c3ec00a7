INSERT INTO customer_revenue (customer_id, customer_name, region, total_revenue) VALUES
    (19, 'Iris', 'east', 50.00),
    (18, 'Hazel', 'east', 70.00),
    (17, 'Hazel', 'east', 70.00),
    (16, 'Grove', 'east', 90.00),
    (15, 'Fern', 'east', 70.00),
    (20, 'Juno', 'west', 10.00),
    (21, 'Kelp', 'west', 10.00),
    (22, 'Lark', 'west', 10.00),
    (23, 'Moss', 'west', 10.00),
    (24, 'Nettle', 'mid', 0.00);
