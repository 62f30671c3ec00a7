INSERT INTO customer_changes (load_id, customer_id, email, updated_at, is_deleted) VALUES
    (11, 20, 'gone@example.com', TIMESTAMP '2026-05-01 08:00:00', false),
    (12, 20, 'gone@example.com', TIMESTAMP '2026-05-02 08:00:00', true),
    (13, 21, 'back@example.com', TIMESTAMP '2026-05-01 08:00:00', true),
    (14, 21, 'back@example.com', TIMESTAMP '2026-05-01 08:00:01', false),
    (15, 22, 'late@example.com', TIMESTAMP '2026-05-09 08:00:00', true),
    (16, 22, 'late@example.com', TIMESTAMP '2026-05-08 08:00:00', false);
