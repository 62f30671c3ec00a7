INSERT INTO teams VALUES ('ads'), ('core'), ('data');
INSERT INTO bill VALUES
    (1, 'ads', 'compute', 200), (2, 'ads', 'credit', -500), (3, 'core', 'compute', 100),
    (4, 'data', 'compute', 200), (5, NULL, 'credit', -100);
