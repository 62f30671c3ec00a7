-- What the dashboard finds, and whether the view can be renewed under its readers.
SELECT event_date,
       status,
       n,
       total,
       EXISTS (SELECT 1
               FROM pg_index
               WHERE indrelid = 'daily_totals'::regclass
                 AND indisunique
                 AND indpred IS NULL
                 AND indexprs IS NULL) AS renewable
FROM daily_totals
WHERE event_date >= DATE '2026-06-01';
