INSERT INTO teams VALUES ('ads'), ('core');
INSERT INTO bill VALUES
    (1, 'ads', 'bigquery', 100), (2, 'ads', 'bigquery', 100), (3, 'core', 'bigquery', 100),
    (4, NULL, 'support', 30);
