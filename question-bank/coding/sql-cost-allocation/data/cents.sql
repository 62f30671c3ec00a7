INSERT INTO teams VALUES ('ads'), ('core'), ('data'), ('web');
INSERT INTO bill VALUES
    (1, 'ads', 'compute', 100), (2, 'core', 'compute', 200), (3, 'data', 'compute', 400),
    (4, NULL, 'support', 101), (5, 'web', 'compute', 1);
