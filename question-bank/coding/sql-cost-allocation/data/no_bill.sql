INSERT INTO teams VALUES ('ads');
