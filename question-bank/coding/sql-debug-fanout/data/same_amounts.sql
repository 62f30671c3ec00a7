INSERT INTO orders (order_id, customer_id, amount) VALUES
    (11, 1, 30.00),
    (12, 1, 30.00),
    (13, 2, 30.00);
INSERT INTO refunds (refund_id, order_id, amount) VALUES
    (11, 11, 4.00),
    (12, 12, 3.00),
    (13, 13, 2.00);
