INSERT INTO customers (customer_id, email, updated_at) VALUES
    (1, 'ada@old.example', TIMESTAMP '2026-06-01 08:00:00');
INSERT INTO customer_batch (line_no, customer_id, email, updated_at) VALUES
    (3, 1, 'ada@third.example', TIMESTAMP '2026-06-20 09:00:00'),
    (4, 1, 'ada@fourth.example', TIMESTAMP '2026-06-20 09:00:00'),
    (5, 1, 'ada@fifth.example', TIMESTAMP '2026-06-19 09:00:00'),
    (6, 8, 'hal@new.example', TIMESTAMP '2026-06-19 09:00:00'),
    (7, 8, 'hal@new.example', TIMESTAMP '2026-06-19 09:00:00');
