INSERT INTO customer_changes (load_id, customer_id, email, updated_at, is_deleted) VALUES
    (21, 30, 'known@example.com', TIMESTAMP '2026-05-01 08:00:00', false),
    (22, 30, 'unknown@example.com', NULL, false),
    (23, 31, NULL, NULL, false),
    (24, NULL, 'nobody@example.com', TIMESTAMP '2026-05-05 08:00:00', false);
