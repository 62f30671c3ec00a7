-- Cash, a customer whom the CRM doesn't know yet, one who never bought, one who only tasted, and wine that
-- nobody wanted.
INSERT INTO stg_customer VALUES
    (1, 'Ana Moreno',  'Lyon',  '2026-01-01'),
    (2, 'Ben Okoro',   'Paris', '2026-01-01'),
    (7, 'Gus Lindner', 'Nice',  '2026-01-15');

INSERT INTO stg_product VALUES
    ('R1', 'Rioja Reserva', 'red'),
    ('W1', 'Riesling',      'white'),
    ('W2', 'Chablis',       'white'),
    ('P1', 'Port',          'fortified');

INSERT INTO stg_order_line VALUES
    (200, 1, '2026-05-04', 1,    'R1', 1, 1250),
    (201, 1, '2026-05-04', NULL, 'W1', 2,  900),
    (202, 1, '2026-05-05', 99,   'R1', 3, 1250),
    (203, 1, '2026-05-05', 99,   'W1', 1,  900),
    (204, 1, '2026-05-06', 2,    'W1', 1,    0),
    (205, 1, '2026-06-06', 2,    'W1', 1,    0);
