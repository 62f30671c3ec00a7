INSERT INTO bill VALUES (1, 'ads', 'compute', 100);
