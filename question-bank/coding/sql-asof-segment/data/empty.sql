INSERT INTO customer_history VALUES
    (1, 1, 'small', TIMESTAMP '2026-01-01', NULL);
