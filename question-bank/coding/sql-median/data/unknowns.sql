INSERT INTO deliveries (delivery_id, city, minutes) VALUES
    (41, 'Bonn', NULL),
    (42, 'Bonn', 10),
    (43, 'Bonn', 30),
    (44, 'Bonn', 50),
    (45, 'Kiel', NULL),
    (46, NULL, 60),
    (47, 'Jena', 0);
