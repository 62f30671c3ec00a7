-- loads(source_name text, loaded_on date, total_rows integer, null_rows integer)
-- Return: source_name, loaded_on, null_pct
SELECT source_name, loaded_on, ROUND(100.0 * null_rows / NULLIF(total_rows, 0), 2) AS null_pct
FROM loads;
