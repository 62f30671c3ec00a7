INSERT INTO services VALUES ('at'), ('over');
INSERT INTO calls VALUES (1, 'at', 500), (2, 'over', 501);
