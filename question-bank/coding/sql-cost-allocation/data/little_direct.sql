INSERT INTO teams VALUES ('ads'), ('idle');
INSERT INTO bill VALUES (1, 'ads', 'compute', 3), (2, NULL, 'network', 1000);
