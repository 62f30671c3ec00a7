INSERT INTO customers (customer_id) VALUES
    (1),
    (2);
INSERT INTO orders (order_id, customer_id, status) VALUES
    (10, 1, 'paid'),
    (11, 1, 'open'),
    (12, 2, 'paid'),
    (13, 2, 'paid');
