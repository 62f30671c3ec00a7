-- 3 never paid, 4 has only an unknown amount, 5 paid the same twice, 6 and 7 have equal totals,
-- 8 was refunded to exactly zero, 9 is below it.
INSERT INTO accounts (account_id, owner) VALUES
    (3, 'Cy'), (4, 'Di'), (5, 'Eve'), (7, 'Gus'), (6, 'Fay'), (8, 'Hal'), (9, 'Ida');
INSERT INTO payments (payment_id, account_id, amount) VALUES
    (1, 4, NULL),
    (2, 5, 20.00),
    (3, 5, 20.00),
    (4, 6, 30.00),
    (5, 7, 30.00),
    (6, 8, 12.00),
    (7, 8, -12.00),
    (8, 9, -1.00),
    (9, 5, NULL);
