INSERT INTO events (event_id, event_date, status, amount) VALUES
    (31, DATE '2026-06-25', 'paid', NULL),
    (32, DATE '2026-06-25', 'paid', 3.00),
    (33, DATE '2026-06-26', 'open', NULL),
    (34, DATE '2026-06-27', NULL, 5.00),
    (35, DATE '2026-06-27', NULL, 6.00);
