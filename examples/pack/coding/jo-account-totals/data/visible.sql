INSERT INTO accounts (account_id, owner) VALUES
    (1, 'Ada'),
    (2, 'Ben');
INSERT INTO payments (payment_id, account_id, amount) VALUES
    (1, 1, 10.00),
    (2, 2, 25.00),
    (3, 1, 5.50);
