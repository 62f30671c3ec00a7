INSERT INTO customer_history VALUES
    (1, 1, 'pro', '2026-01-01', NULL), (2, 2, 'pro ', '2026-01-01', NULL), (3, 3, ' ', '2026-01-01', NULL);
INSERT INTO orders VALUES
    (1, 1, 10.00, '2026-01-05 10:00'), (2, 2, 20.00, '2026-01-05 10:00'), (3, 3, 40.00, '2026-01-05 10:00');
