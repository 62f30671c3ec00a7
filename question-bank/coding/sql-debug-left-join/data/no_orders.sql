INSERT INTO customers (customer_id) VALUES
    (1),
    (2);
