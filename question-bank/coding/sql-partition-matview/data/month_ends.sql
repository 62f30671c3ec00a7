INSERT INTO events_old (event_id, event_date, status, amount) VALUES
    (21, DATE '2026-03-31', 'paid', 1.00),
    (22, DATE '2026-04-01', 'paid', 2.00),
    (23, DATE '2026-04-30', 'paid', 4.00),
    (24, DATE '2026-05-01', 'paid', 8.00),
    (25, DATE '2026-05-31', 'paid', 16.00),
    (26, DATE '2026-06-01', 'paid', 32.00),
    (27, DATE '2026-06-30', 'paid', 64.00);
