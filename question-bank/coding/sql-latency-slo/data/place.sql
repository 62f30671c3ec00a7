INSERT INTO services VALUES ('twenty'), ('twentyone'), ('hundred');
INSERT INTO calls SELECT n, 'twenty', n * 100 FROM GENERATE_SERIES(1, 20) AS n;
INSERT INTO calls SELECT 100 + n, 'twentyone', n * 100 FROM GENERATE_SERIES(1, 21) AS n;
INSERT INTO calls SELECT 200 + n, 'hundred', n * 100 FROM GENERATE_SERIES(1, 100) AS n;
