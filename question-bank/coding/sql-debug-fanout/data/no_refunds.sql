INSERT INTO orders (order_id, customer_id, amount) VALUES
    (31, 1, 60.00),
    (32, 2, 40.00),
    (33, 2, 15.00);
INSERT INTO refunds (refund_id, order_id, amount) VALUES
    (31, 33, 15.00),
    (32, 99, 7.00),
    (33, NULL, 8.00);
