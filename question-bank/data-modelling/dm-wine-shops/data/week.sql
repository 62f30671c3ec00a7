INSERT INTO stg_customer VALUES
    (1, 'Ana Moreno', 'Lyon',  '2026-01-01'),
    (2, 'Ben Okoro',  'Paris', '2026-01-01'),
    (3, 'Cleo Falk',  'Lyon',  '2026-02-01');

INSERT INTO stg_product VALUES
    ('R1', 'Rioja Reserva', 'red'),
    ('R2', 'Barolo',        'red'),
    ('W1', 'Riesling',      'white'),
    ('S1', 'Cava',          'sparkling');

INSERT INTO stg_order_line VALUES
    (100, 1, '2026-03-30', 1, 'R1', 2, 1250),
    (101, 1, '2026-03-30', 2, 'W1', 6,  900),
    (101, 1, '2026-03-30', 2, 'W1', 6,  900),
    (102, 1, '2026-03-31', 3, 'S1', 1, 1400),
    (103, 1, '2026-04-01', 1, 'R2', 1, 3900),
    (104, 1, '2026-04-02', 2, 'R1', 1, 1250);
