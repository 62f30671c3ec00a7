WITH compared AS (
    SELECT source_name,
           loaded_on,
           total_rows,
           null_rows,
           COUNT(*) OVER before AS loads_before,
           100 AS rows_before,
           AVG(100.0 * null_rows / total_rows) OVER before AS nulls_before
    FROM loads
    WHERE total_rows > 0
      AND null_rows IS NOT NULL
    WINDOW before AS (
        PARTITION BY source_name
        ORDER BY loaded_on
        ROWS BETWEEN 7 PRECEDING AND 1 PRECEDING
    )
)
SELECT source_name,
       loaded_on,
       ROUND(100.0 * null_rows / total_rows, 2) AS null_pct
FROM compared
WHERE loads_before >= 3
  AND 100.0 * null_rows / total_rows > 100.0 * nulls_before / rows_before + 5;
