INSERT INTO calls VALUES (1, 'cart', 10);
