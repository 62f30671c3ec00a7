INSERT INTO orders (order_id, customer_id, amount) VALUES
    (41, NULL, 25.00),
    (42, NULL, 35.00),
    (43, 3, 10.00);
INSERT INTO refunds (refund_id, order_id, amount) VALUES
    (41, 41, 5.00),
    (42, 43, 1.00),
    (43, 42, 2.00);
