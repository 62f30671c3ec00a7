INSERT INTO events (event_id, event_date, status, amount) VALUES
    (1, DATE '2026-06-20', 'paid', 9.00),
    (2, DATE '2026-06-25', 'paid', 10.00),
    (3, DATE '2026-06-25', 'paid', 2.50),
    (4, DATE '2026-06-26', 'open', 7.00),
    (5, DATE '2026-06-28', 'paid', 1.25);
