INSERT INTO touches VALUES
    (1, 7, 'email', '2026-05-01 08:00'), (2, 7, 'Direct', '2026-05-01 09:00'), (3, 7, 'direct', '2026-05-01 09:30');
INSERT INTO orders VALUES (1, 7, 25.00, '2026-05-01 10:00');
