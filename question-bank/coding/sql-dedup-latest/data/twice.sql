INSERT INTO customer_changes (load_id, customer_id, email, updated_at, is_deleted) VALUES
    (7, 10, 'second@example.com', TIMESTAMP '2026-05-03 09:30:00', false),
    (6, 10, 'first@example.com', TIMESTAMP '2026-05-03 09:30:00', false),
    (5, 10, 'before@example.com', TIMESTAMP '2026-05-01 08:00:00', false),
    (8, 12, 'c@example.com', TIMESTAMP '2026-05-04 00:00:00', false),
    (9, 12, 'c@example.com', TIMESTAMP '2026-05-04 00:00:00', false);
