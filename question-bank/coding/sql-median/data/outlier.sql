INSERT INTO deliveries (delivery_id, city, minutes) VALUES
    (11, 'Bonn', 10),
    (12, 'Bonn', 12),
    (13, 'Bonn', 500),
    (14, 'Kiel', 9);
