INSERT INTO customers (customer_id, email, updated_at) VALUES
    (1, 'ada@old.example', TIMESTAMP '2026-06-01 08:00:00'),
    (2, NULL, TIMESTAMP '2026-06-01 08:00:00');
INSERT INTO customer_batch (line_no, customer_id, email, updated_at) VALUES
    (1, 1, NULL, TIMESTAMP '2026-06-20 09:00:00'),
    (2, 2, 'bo@new.example', TIMESTAMP '2026-06-20 09:00:00'),
    (3, 9, NULL, TIMESTAMP '2026-06-20 09:00:00');
