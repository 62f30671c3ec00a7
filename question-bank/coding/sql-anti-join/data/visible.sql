INSERT INTO customers (customer_id, customer_name) VALUES
    (1, 'Adler'),
    (2, 'Brook'),
    (3, 'Cedar');
INSERT INTO orders (order_id, customer_id, order_date) VALUES
    (100, 1, DATE '2026-05-02'),
    (101, 2, DATE '2025-03-14'),
    (102, 3, DATE '2025-08-20');
