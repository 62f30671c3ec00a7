INSERT INTO services VALUES ('eleven'), ('nineteen');
INSERT INTO calls SELECT n, 'eleven', n FROM GENERATE_SERIES(1, 11) AS n;
INSERT INTO calls SELECT 100 + n, 'nineteen', CASE WHEN n <= 18 THEN 100 ELSE 900 END FROM GENERATE_SERIES(1, 19) AS n;
