INSERT INTO stg_station VALUES ('N1', 'North Gate', '20');
