INSERT INTO orders (order_id, customer_id, amount) VALUES
    (51, 4, NULL),
    (52, 5, 10.00),
    (53, 6, NULL),
    (54, 6, 12.00);
INSERT INTO refunds (refund_id, order_id, amount) VALUES
    (51, 51, 2.00),
    (52, 52, 10.00),
    (53, 54, 1.00);
