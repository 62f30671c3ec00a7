INSERT INTO events_old (event_id, event_date, status, amount) VALUES
    (11, DATE '2026-07-01', 'paid', 1.00),
    (12, DATE '2026-12-31', 'open', 2.00),
    (13, DATE '2026-05-10', 'paid', 4.00);
