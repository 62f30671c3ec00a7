INSERT INTO customers (customer_id, customer_name) VALUES
    (1, 'Adler'),
    (2, 'Brook');
