-- 20,000 events from July 2024 to June 2026, about 27 a day.
INSERT INTO events_old (event_id, event_date, status, amount)
SELECT g,
       DATE '2024-07-01' + g % 730,
       CASE g % 3 WHEN 0 THEN 'paid' WHEN 1 THEN 'open' ELSE 'void' END,
       (g % 5000) / 100.0
FROM generate_series(1, 20000) AS g;
ANALYZE events_old;
