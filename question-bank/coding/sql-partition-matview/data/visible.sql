INSERT INTO events_old (event_id, event_date, status, amount) VALUES
    (1, DATE '2025-11-20', 'paid', 40.00),
    (2, DATE '2026-04-12', 'paid', 10.00),
    (3, DATE '2026-05-03', 'paid', 20.00),
    (4, DATE '2026-05-03', 'open', 7.50),
    (5, DATE '2026-06-18', 'paid', 5.25);
