INSERT INTO customers (customer_id, customer_name) VALUES
    (1, 'Adler'),
    (2, 'Brook'),
    (3, 'Cedar');
INSERT INTO orders (order_id, customer_id, order_date) VALUES
    (110, 1, DATE '2026-02-02'),
    (111, NULL, DATE '2026-03-03'),
    (112, 77, DATE '2026-03-04'),
    (113, 2, DATE '2024-11-11');
