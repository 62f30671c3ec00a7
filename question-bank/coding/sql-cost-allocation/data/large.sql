INSERT INTO teams VALUES ('ads'), ('core'), ('data');
INSERT INTO bill VALUES
    (1, 'ads', 'compute', 4000000001), (2, 'core', 'compute', 3999999999), (3, 'data', 'compute', 1),
    (4, NULL, 'support', 5000000000);
