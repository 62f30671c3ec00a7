INSERT INTO services VALUES ('cart'), ('pay'), ('search');
INSERT INTO calls VALUES
    (1, 'cart', 120), (2, 'pay', 450), (3, 'search', 700);
