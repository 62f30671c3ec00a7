INSERT INTO customer VALUES (1, 'DE'), (9, 'DE');
INSERT INTO test_account VALUES (9), (NULL);
INSERT INTO web_order VALUES
    (1, 1, TIMESTAMP '2026-06-03 10:00', 1000, 'sent'), (2, 9, TIMESTAMP '2026-06-03 10:00', 5000, 'sent'),
    (3, NULL, TIMESTAMP '2026-06-03 10:00', 2000, 'sent');
INSERT INTO refund VALUES (1, 'web', 1, 100, 'paid', TIMESTAMP '2026-06-09 10:00'), (2, 'web', 2, 100, 'paid', TIMESTAMP '2026-06-09 10:00'), (3, 'web', 3, 100, 'paid', TIMESTAMP '2026-06-09 10:00');
