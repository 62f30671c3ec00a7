-- sources(source_name text primary key)
-- customer_loads(source_name text, loaded_on date, email text)
-- Return: source_name, total_rows, missing_rows, missing_pct; worst first, unknown last, then by name
SELECT s.source_name,
       0 AS total_rows,
       0 AS missing_rows,
       0.0 AS missing_pct
FROM sources s
ORDER BY s.source_name;
