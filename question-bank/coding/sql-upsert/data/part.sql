INSERT INTO customers (customer_id, email, updated_at) VALUES
    (1, 'ada@old.example', TIMESTAMP '2026-06-01 08:00:00'),
    (2, 'bo@old.example', TIMESTAMP '2026-06-02 08:00:00');
INSERT INTO customer_batch (line_no, customer_id, email, updated_at) VALUES
    (1, 2, 'bo@new.example', TIMESTAMP '2026-06-21 10:00:00');
