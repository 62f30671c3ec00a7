INSERT INTO customer_changes (load_id, customer_id, email, updated_at, is_deleted) VALUES
    (1, 10, 'old@example.com', TIMESTAMP '2026-05-01 08:00:00', false),
    (2, 10, 'new@example.com', TIMESTAMP '2026-05-03 09:30:00', false),
    (3, 11, 'b@example.com', TIMESTAMP '2026-05-02 10:00:00', false);
