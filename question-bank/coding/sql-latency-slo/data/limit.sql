INSERT INTO services VALUES ('at'), ('over'), ('cached');
INSERT INTO calls VALUES (1, 'at', 500), (2, 'over', 501), (3, 'cached', 0);
