INSERT INTO customer VALUES (1, 'DE'), (2, 'DE'), (3, 'FR');
INSERT INTO test_account VALUES (9);
INSERT INTO web_order VALUES
    (1, 1, TIMESTAMP '2026-06-03 10:00', 1000, 'sent'), (2, 3, TIMESTAMP '2026-06-04 10:00', 2000, 'sent'),
    (3, 1, TIMESTAMP '2026-07-04 10:00', 500, 'sent');
INSERT INTO store_order VALUES
    (70, 2, TIMESTAMP '2026-06-05 10:00', 3000, 'sent'), (71, 2, TIMESTAMP '2026-06-06 10:00', 900, 'cancelled');
INSERT INTO refund VALUES
    (1, 'web', 1, 200, 'paid', TIMESTAMP '2026-06-09 10:00'), (2, 'web', 2, 500, 'paid', TIMESTAMP '2026-06-09 10:00'),
    (3, 'store', 70, 200, 'paid', TIMESTAMP '2026-06-12 10:00');
