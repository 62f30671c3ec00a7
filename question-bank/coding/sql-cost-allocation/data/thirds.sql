INSERT INTO teams VALUES ('ads'), ('core'), ('data');
INSERT INTO bill VALUES
    (1, 'ads', 'compute', 1), (2, 'core', 'compute', 4), (3, 'data', 'compute', 1),
    (4, NULL, 'support', 4);
