WITH week AS (
    SELECT source_name,
           COUNT(*) AS n,
           SUM(CASE WHEN email IS NULL OR TRIM(email) = '' THEN 1 ELSE 0 END) AS bad
    FROM customer_loads
    WHERE loaded_on > DATE '2026-06-30' - 7
      AND loaded_on <= DATE '2026-06-30'
    GROUP BY source_name
)
SELECT s.source_name,
       COALESCE(w.n, 0) AS total_rows,
       COALESCE(w.bad, 0) AS missing_rows,
       CASE WHEN w.n > 0 THEN ROUND(w.bad * 100.0 / w.n, 2) END AS missing_pct
FROM sources s
LEFT JOIN week w ON w.source_name = s.source_name
ORDER BY missing_pct DESC NULLS LAST, s.source_name;
