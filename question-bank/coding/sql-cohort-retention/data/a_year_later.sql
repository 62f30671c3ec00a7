INSERT INTO users VALUES (1, '2025-05-10', false), (2, '2025-05-20', false);
INSERT INTO activity VALUES
    (1, '2025-05-10'), (1, '2026-05-12'), (2, '2026-05-20'), (2, '2025-06-02'), (1, '2026-06-03');
