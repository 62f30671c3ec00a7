INSERT INTO customer VALUES (1, 'DE');
INSERT INTO web_order VALUES
    (1, 1, TIMESTAMP '2026-06-30 00:00:01', 1000, 'sent'), (2, 1, TIMESTAMP '2026-06-30 23:59:59', 1000, 'sent'),
    (3, 1, TIMESTAMP '2026-07-01 00:00:00', 4000, 'sent'), (4, 1, TIMESTAMP '2026-06-01 00:00:00', 2000, 'sent'),
    (5, 1, TIMESTAMP '2026-05-31 23:59:59', 8000, 'sent'), (6, 1, TIMESTAMP '2026-06-30 23:59:59.5', 1000, 'sent'),
    (7, 1, TIMESTAMP '2025-06-10 10:00:00', 9000, 'sent');
INSERT INTO refund VALUES (1, 'web', 1, 100, 'paid', TIMESTAMP '2026-06-30 10:00'), (2, 'web', 2, 100, 'paid', TIMESTAMP '2026-06-30 10:00'), (4, 'web', 4, 200, 'paid', TIMESTAMP '2026-06-30 10:00'),
    (6, 'web', 6, 100, 'paid', TIMESTAMP '2026-06-30 10:00'), (7, 'web', 7, 900, 'paid', TIMESTAMP '2025-06-30 10:00');
