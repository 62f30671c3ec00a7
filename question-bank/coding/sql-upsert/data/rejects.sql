INSERT INTO customers (customer_id, email, updated_at) VALUES
    (1, 'ada@old.example', TIMESTAMP '2026-06-01 08:00:00');
INSERT INTO customer_batch (line_no, customer_id, email, updated_at) VALUES
    (1, NULL, 'nobody@new.example', TIMESTAMP '2026-06-20 09:00:00'),
    (2, 1, 'ada@undated.example', NULL),
    (3, 1, 'ada@new.example', TIMESTAMP '2026-06-19 09:00:00'),
    (4, 7, 'gus@undated.example', NULL);
