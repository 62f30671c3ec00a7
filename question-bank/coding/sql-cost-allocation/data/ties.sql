INSERT INTO teams VALUES ('web'), ('ads'), ('core');
INSERT INTO bill VALUES
    (1, 'ads', 'compute', 500), (2, 'core', 'compute', 500), (3, 'web', 'compute', 500),
    (4, NULL, 'support', 50), (5, NULL, 'support', 50);
