INSERT INTO events (event_id, event_date, status, amount) VALUES
    (11, DATE '2026-06-25', 'paid', 10.00),
    (12, DATE '2026-06-26', 'paid', 20.00);
INSERT INTO late_events (event_id, event_date, status, amount) VALUES
    (13, DATE '2026-06-25', 'paid', 5.00),
    (14, DATE '2026-06-27', 'paid', 4.00),
    (14, DATE '2026-06-27', 'paid', 4.00);
