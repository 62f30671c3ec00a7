INSERT INTO customer VALUES (1, ''), (2, NULL), (3, 'DE');
INSERT INTO web_order VALUES (1, 1, TIMESTAMP '2026-06-03 10:00', 1000, 'sent'), (2, 2, TIMESTAMP '2026-06-03 10:00', 1000, 'sent'), (3, 3, TIMESTAMP '2026-06-03 10:00', 1000, 'sent'), (4, 77, TIMESTAMP '2026-06-03 10:00', 1000, 'sent');
INSERT INTO refund VALUES (1, 'web', 1, 100, 'paid', TIMESTAMP '2026-06-09 10:00'), (2, 'web', 2, 100, 'paid', TIMESTAMP '2026-06-09 10:00'), (3, 'web', 3, 100, 'paid', TIMESTAMP '2026-06-09 10:00'), (4, 'web', 4, 100, 'paid', TIMESTAMP '2026-06-09 10:00');
