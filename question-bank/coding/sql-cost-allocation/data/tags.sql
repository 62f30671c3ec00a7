INSERT INTO teams VALUES ('ads'), ('core'), ('idle');
INSERT INTO bill VALUES
    (1, 'ads', 'compute', 600), (2, 'core', 'compute', 400), (3, 'Ads', 'compute', 30),
    (4, '', 'storage', 20), (5, NULL, 'support', 50), (6, 'gone', 'compute', 100),
    (7, ' ads', 'compute', 10);
