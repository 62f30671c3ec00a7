INSERT INTO customer VALUES (1, 'DE');
INSERT INTO store_order VALUES (1, 1, TIMESTAMP '2026-06-03 10:00', 1000, NULL), (2, 1, TIMESTAMP '2026-06-03 10:00', 1000, 'cancelled'), (3, 1, TIMESTAMP '2026-06-04 10:00', 1000, 'open');
INSERT INTO refund VALUES (1, 'store', 1, 100, 'paid', TIMESTAMP '2026-06-09 10:00'), (2, 'store', 2, 1000, 'paid', TIMESTAMP '2026-06-09 10:00'), (3, 'store', 3, 100, 'paid', TIMESTAMP '2026-06-09 10:00');
