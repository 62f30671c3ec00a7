-- Ana moves twice and back again, Ben marries and stays, Cleo buys before the CRM has heard of her. The CRM sent one row
-- twice.
INSERT INTO stg_customer VALUES
    (1, 'Ana Moreno',  'Lyon',  '2026-01-01'),
    (1, 'Ana Moreno',  'Paris', '2026-03-10'),
    (1, 'Ana Moreno',  'Nice',  '2026-04-01'),
    (1, 'Ana Moreno',  'Nice',  '2026-04-01'),
    (1, 'Ana Moreno',  'Lyon',  '2026-05-01'),
    (2, 'Ben Okoro',   'Paris', '2026-01-01'),
    (2, 'Ben Marchal', 'Paris', '2026-03-20'),
    (3, 'Cleo Falk',   'Lyon',  '2026-03-15'),
    (3, 'Cleo Falk',   'Lille', '2026-04-15');

INSERT INTO stg_product VALUES
    ('R1', 'Rioja Reserva', 'red'),
    ('W1', 'Riesling',      'white');

INSERT INTO stg_order_line VALUES
    (400, 1, '2026-03-09', 1, 'R1', 1, 1250),
    (401, 1, '2026-03-10', 1, 'R1', 2, 1250),
    (401, 2, '2026-03-10', 1, 'W1', 1,  900),
    (402, 1, '2026-03-31', 1, 'W1', 1,  900),
    (403, 1, '2026-04-01', 1, 'R1', 1, 1300),
    (404, 1, '2026-03-19', 2, 'W1', 5,  900),
    (405, 1, '2026-03-20', 2, 'W1', 1,  900),
    (406, 1, '2026-03-01', 3, 'R1', 1, 1250),
    (407, 1, '2026-04-20', 3, 'R1', 1, 1300),
    (408, 1, '2026-05-02', 1, 'W1', 1,  950);
