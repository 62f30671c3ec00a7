INSERT INTO events_old (event_id, event_date, status, amount) VALUES
    (31, NULL, 'paid', 1.00),
    (32, DATE '2026-05-05', NULL, 2.00),
    (33, DATE '2026-05-05', 'paid', NULL),
    (NULL, DATE '2026-06-06', 'open', 4.00);
