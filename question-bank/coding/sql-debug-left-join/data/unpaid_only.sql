INSERT INTO customers (customer_id) VALUES
    (1),
    (2),
    (3);
INSERT INTO orders (order_id, customer_id, status) VALUES
    (30, 1, 'open'),
    (31, 1, 'open'),
    (32, 2, NULL),
    (33, 3, 'paid'),
    (34, 3, 'paid'),
    (35, 3, NULL);
