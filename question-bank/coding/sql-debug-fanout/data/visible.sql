INSERT INTO orders (order_id, customer_id, amount) VALUES
    (1, 1, 100.00),
    (2, 1, 50.00),
    (3, 2, 80.00);
INSERT INTO refunds (refund_id, order_id, amount) VALUES
    (1, 1, 10.00),
    (2, 1, 5.00),
    (3, 3, 20.00),
    (4, 2, 1.00);
