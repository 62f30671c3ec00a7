INSERT INTO deliveries (delivery_id, city, minutes) VALUES
    (21, 'Bonn', 10),
    (22, 'Bonn', 13),
    (23, 'Bonn', 20),
    (24, 'Bonn', 99),
    (25, 'Kiel', 30),
    (26, 'Kiel', 31);
