-- For each load, the seven before it are looked up; shares are compared without dividing.
WITH usable AS (
    SELECT * FROM loads WHERE total_rows > 0 AND null_rows IS NOT NULL
)
SELECT l.source_name,
       l.loaded_on,
       ROUND(l.null_rows * 100.0 / l.total_rows, 2) AS null_pct
FROM usable l
CROSS JOIN LATERAL (
    SELECT COUNT(*) AS n, SUM(p.total_rows) AS total, SUM(p.null_rows) AS nulls
    FROM (SELECT total_rows, null_rows
          FROM usable u
          WHERE u.source_name = l.source_name AND u.loaded_on < l.loaded_on
          ORDER BY u.loaded_on DESC
          LIMIT 7) p
) b
WHERE b.n > 2
  AND 100 * l.null_rows * b.total > (100 * b.nulls + 5 * b.total) * l.total_rows;
