INSERT INTO customer_history VALUES
    (1, 1, 'small', TIMESTAMP '2026-01-01', NULL),
    (2, 1, 'large', TIMESTAMP '2026-02-01', NULL),
    (3, 2, 'large', TIMESTAMP '2026-01-01', NULL),
    (4, 2, 'small', TIMESTAMP '2026-01-01', NULL);
INSERT INTO orders VALUES
    (141, 1, 10.00, TIMESTAMP '2026-03-01 10:00'),
    (142, 2, 500.00, TIMESTAMP '2026-03-01 10:00');
