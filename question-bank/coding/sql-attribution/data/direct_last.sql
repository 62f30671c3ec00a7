INSERT INTO touches VALUES
    (1, 1, 'search', TIMESTAMP '2026-06-01 09:00'),
    (2, 1, 'direct', TIMESTAMP '2026-06-02 09:00'),
    (3, 2, 'direct', TIMESTAMP '2026-06-03 09:00'),
    (4, 4, 'direct_mail', TIMESTAMP '2026-06-02 09:00'),
    (5, 4, 'direct', TIMESTAMP '2026-06-03 09:00');
INSERT INTO orders VALUES
    (21, 1, 40.00, TIMESTAMP '2026-06-02 10:00'),
    (22, 2, 60.00, TIMESTAMP '2026-06-04 10:00'),
    (23, 3, 5.00, TIMESTAMP '2026-06-04 10:00'),
    (24, 4, 7.00, TIMESTAMP '2026-06-04 10:00');
