INSERT INTO customers (customer_id, customer_name) VALUES
    (1, 'Adler'),
    (2, 'Adler'),
    (3, 'Cedar');
INSERT INTO orders (order_id, customer_id, order_date) VALUES
    (130, 1, DATE '2025-01-05'),
    (131, 1, DATE '2025-01-05'),
    (132, 2, DATE '2025-02-06'),
    (133, 3, DATE '2025-02-07'),
    (134, 3, DATE '2026-01-15'),
    (135, 3, DATE '2026-01-15');
