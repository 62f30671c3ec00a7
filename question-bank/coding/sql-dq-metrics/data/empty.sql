INSERT INTO sources (source_name) VALUES
    ('app'),
    ('shop');
