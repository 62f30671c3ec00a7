INSERT INTO teams VALUES ('ads'), ('core'), ('data'), ('web');
INSERT INTO bill VALUES
    (1, 'ads', 'compute', 251), (2, 'core', 'compute', 254), (3, 'data', 'compute', 248), (4, 'web', 'compute', 247),
    (5, NULL, 'support', 1);
