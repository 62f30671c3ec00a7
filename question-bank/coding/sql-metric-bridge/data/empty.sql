INSERT INTO users VALUES (1, false, 'pro');
