INSERT INTO customer_history VALUES
    (1, 1, 'large', TIMESTAMP '2026-02-01', NULL),
    (2, 1, 'small', TIMESTAMP '2026-01-01', NULL),
    (3, 2, 'small', TIMESTAMP '2026-01-01', NULL),
    (4, 2, 'large', TIMESTAMP '2026-01-01', NULL);
INSERT INTO orders VALUES
    (171, 1, 10.00, TIMESTAMP '2026-03-01 10:00'),
    (172, 2, 20.00, TIMESTAMP '2026-03-01 10:00');
