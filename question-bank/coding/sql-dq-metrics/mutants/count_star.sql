SELECT s.source_name,
       COUNT(*) AS total_rows,
       COUNT(*) FILTER (WHERE COALESCE(TRIM(l.email), '') = '') AS missing_rows,
       ROUND(100.0 * COUNT(*) FILTER (WHERE COALESCE(TRIM(l.email), '') = '')
             / NULLIF(COUNT(*), 0), 2) AS missing_pct
FROM sources s
LEFT JOIN customer_loads l
       ON l.source_name = s.source_name
      AND l.loaded_on BETWEEN DATE '2026-06-24' AND DATE '2026-06-30'
GROUP BY s.source_name
ORDER BY missing_pct DESC NULLS LAST, s.source_name;
