INSERT INTO deliveries (delivery_id, city, minutes) VALUES
    (31, 'Bonn', 10),
    (32, 'Bonn', 10),
    (33, 'Bonn', 10),
    (34, 'Bonn', 20),
    (35, 'Bonn', 30),
    (36, 'Kiel', 7),
    (37, 'Kiel', 7);
