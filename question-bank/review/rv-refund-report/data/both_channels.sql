-- One customer's orders of both channels share a number.
INSERT INTO customer VALUES (1, 'DE');
INSERT INTO web_order VALUES (5, 1, TIMESTAMP '2026-06-03 10:00', 1000, 'sent');
INSERT INTO store_order VALUES (5, 1, TIMESTAMP '2026-06-04 10:00', 3000, 'sent');
INSERT INTO refund VALUES (1, 'web', 5, 100, 'paid', TIMESTAMP '2026-06-09 10:00'), (2, 'store', 5, 100, 'paid', TIMESTAMP '2026-06-09 10:00');
