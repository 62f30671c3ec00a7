-- 20,000 events on 1,000 days, five statuses: 5,000 lines of summary.
INSERT INTO events (event_id, event_date, status, amount)
SELECT g,
       DATE '2023-10-05' + g % 1000,
       'status ' || (g / 1000) % 5,
       (g % 7000) / 100.0
FROM generate_series(1, 20000) AS g;
ANALYZE events;
