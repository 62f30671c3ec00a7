INSERT INTO customer VALUES (1, 'DE');
INSERT INTO web_order VALUES (1, 1, TIMESTAMP '2026-06-03 10:00', 1000, 'sent'), (2, 1, TIMESTAMP '2026-06-03 10:00', 1000, 'sent');
INSERT INTO refund VALUES
    (1, 'web', 1, 100, 'paid', TIMESTAMP '2026-06-09 10:00'), (2, 'web', 1, 100, 'paid', TIMESTAMP '2026-06-10 10:00'),
    (3, 'web', 2, 200, 'paid', TIMESTAMP '2026-06-10 10:00');
