INSERT INTO stg_rider VALUES (1, 'Ana');
INSERT INTO stg_driver VALUES (10, 'Cleo', 'Lyon');
