INSERT INTO teams VALUES ('ads'), ('core');
INSERT INTO bill VALUES
    (1, 'ads', 'bigquery', 3000), (2, 'core', 'compute', 7000), (3, NULL, 'support', 1000);
