INSERT INTO fct_orders VALUES
    (1, 'paid', 20.00, TIMESTAMP '2026-06-05 08:00');
INSERT INTO load_state VALUES ('fct_orders', TIMESTAMP '2026-06-05 12:00');
