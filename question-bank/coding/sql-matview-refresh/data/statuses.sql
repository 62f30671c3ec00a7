INSERT INTO events (event_id, event_date, status, amount) VALUES
    (21, DATE '2026-06-23', 'paid', 1.00),
    (22, DATE '2026-06-24', 'paid', 2.00),
    (23, DATE '2026-06-24', 'open', 4.00),
    (24, DATE '2026-06-30', 'paid', 8.00),
    (25, DATE '2026-06-30', 'void', 16.00),
    (26, DATE '2026-07-01', 'paid', 32.00);
