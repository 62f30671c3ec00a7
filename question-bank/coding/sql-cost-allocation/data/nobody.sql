INSERT INTO teams VALUES ('ads'), ('core'), ('data');
INSERT INTO bill VALUES (1, NULL, 'support', 100), (2, 'ads', 'credit', -5);
