-- Paid in July, paid without a day, and refused after it had been paid.
INSERT INTO customer VALUES (1, 'DE');
INSERT INTO web_order VALUES
    (1, 1, TIMESTAMP '2026-06-29 10:00', 1000, 'sent'), (2, 1, TIMESTAMP '2026-06-29 11:00', 1000, 'sent'),
    (3, 1, TIMESTAMP '2026-06-29 12:00', 1000, 'sent');
INSERT INTO refund VALUES
    (1, 'web', 1, 100, 'paid', TIMESTAMP '2026-07-09 10:00'), (2, 'web', 2, 300, 'paid', NULL),
    (3, 'web', 3, 700, 'refused', TIMESTAMP '2026-06-30 10:00');
