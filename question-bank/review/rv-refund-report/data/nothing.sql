INSERT INTO customer VALUES (1, 'DE');
