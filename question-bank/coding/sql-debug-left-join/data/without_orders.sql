INSERT INTO customers (customer_id) VALUES
    (1),
    (2),
    (3);
INSERT INTO orders (order_id, customer_id, status) VALUES
    (20, 1, 'paid'),
    (21, 99, 'paid'),
    (22, NULL, 'paid');
