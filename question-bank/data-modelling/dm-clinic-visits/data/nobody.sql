INSERT INTO stg_patient VALUES (1, '1980-04-02');
INSERT INTO stg_department VALUES ('heart', 20);
