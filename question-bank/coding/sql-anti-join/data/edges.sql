INSERT INTO customers (customer_id, customer_name) VALUES
    (1, 'Day before'),
    (2, 'First day'),
    (3, 'Last day'),
    (4, 'Day after');
INSERT INTO orders (order_id, customer_id, order_date) VALUES
    (120, 1, DATE '2025-12-29'),
    (121, 2, DATE '2025-12-30'),
    (122, 3, DATE '2026-06-30'),
    (123, 4, DATE '2026-07-01');
