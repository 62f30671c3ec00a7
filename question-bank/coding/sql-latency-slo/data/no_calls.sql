INSERT INTO services VALUES ('idle'), ('busy'), ('dead');
INSERT INTO calls VALUES (1, 'busy', 10), (2, 'gone', 20), (3, NULL, 30), (4, 'dead', NULL), (5, 'dead', NULL);
