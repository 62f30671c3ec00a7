INSERT INTO stg_account VALUES (1, 'Acme', 'DE');
INSERT INTO stg_plan VALUES ('basic', 1000);
