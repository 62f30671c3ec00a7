INSERT INTO deliveries (delivery_id, city, minutes) VALUES
    (1, 'Bonn', 20),
    (2, 'Bonn', 30),
    (3, 'Bonn', 40),
    (4, 'Kiel', 15),
    (5, 'Kiel', 25),
    (6, 'Kiel', 35);
