INSERT INTO customers (customer_id, email, updated_at) VALUES
    (1, 'ada@now.example', TIMESTAMP '2026-06-25 08:00:00'),
    (2, 'bo@now.example', TIMESTAMP '2026-06-02 08:00:00');
INSERT INTO customer_batch (line_no, customer_id, email, updated_at) VALUES
    (1, 1, 'ada@before.example', TIMESTAMP '2026-06-20 09:00:00'),
    (2, 2, 'bo@later.example', TIMESTAMP '2026-06-21 10:00:00');
