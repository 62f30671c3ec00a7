INSERT INTO customers (customer_id, email, updated_at) VALUES
    (1, 'ada@old.example', TIMESTAMP '2026-06-01 08:00:00');
