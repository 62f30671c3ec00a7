INSERT INTO orders (order_id, customer_id, amount) VALUES
    (21, 1, 60.00),
    (22, 2, 40.00);
INSERT INTO refunds (refund_id, order_id, amount) VALUES
    (21, 21, 5.00),
    (22, 21, 5.00),
    (23, 22, 40.00);
