-- Orders of several lines, sent twice and across the end of a year; one line repeats a product.
INSERT INTO stg_customer VALUES
    (1, 'Ana Moreno', 'Lyon',  '2025-01-01'),
    (2, 'Ben Okoro',  'Paris', '2025-01-01'),
    (3, 'Cleo Falk',  'Paris', '2025-01-01');

INSERT INTO stg_product VALUES
    ('R1', 'Rioja Reserva', 'red'),
    ('W1', 'Riesling',      'white'),
    ('S1', 'Cava',          'sparkling');

INSERT INTO stg_order_line VALUES
    (300, 1, '2025-12-31', 1, 'R1', 1, 1250),
    (300, 2, '2025-12-31', 1, 'R1', 1, 1250),
    (300, 3, '2025-12-31', 1, 'W1', 2,  900),
    (300, 3, '2025-12-31', 1, 'W1', 2,  900),
    (301, 1, '2026-01-01', 1, 'S1', 4, 1400),
    (302, 1, '2026-01-31', 2, 'R1', 1, 1250),
    (302, 2, '2026-01-31', 2, 'W1', 1,  900),
    (303, 1, '2026-02-01', 3, 'R1', 2, 1200),
    (303, 1, '2026-02-01', 3, 'R1', 2, 1200),
    (304, 1, '2026-02-01', 3, 'S1', 1, 1400),
    (305, 1, '2026-02-28', 3, 'S1', 1, 1450);
