INSERT INTO services VALUES ('pair');
INSERT INTO calls VALUES (1, 'pair', 10), (2, 'pair', 10);
