INSERT INTO events_old (event_id, event_date, status, amount) VALUES
    (41, DATE '2026-05-05', 'paid', 3.00),
    (41, DATE '2026-05-05', 'paid', 3.00),
    (42, DATE '2026-06-05', 'open', 2.00);
