INSERT INTO customer VALUES (1, 'DE'), (2, 'FR');
INSERT INTO web_order VALUES (1, 1, TIMESTAMP '2026-06-03 10:00', 3000, 'sent'), (2, 2, TIMESTAMP '2026-06-03 10:00', 0, 'sent');
INSERT INTO refund VALUES (1, 'web', 1, 2000, 'paid', TIMESTAMP '2026-06-09 10:00'), (2, 'web', 2, 0, 'paid', TIMESTAMP '2026-06-09 10:00');
