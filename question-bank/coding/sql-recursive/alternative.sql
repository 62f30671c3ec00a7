-- Bottom-up: climb from every person until nobody is above.
WITH RECURSIVE climb AS (
    SELECT employee_id,
           employee_name,
           employee_id AS top_id,
           manager_id AS next_id,
           ARRAY[employee_id] AS chain
    FROM employees
    UNION ALL
    SELECT c.employee_id,
           c.employee_name,
           m.employee_id,
           m.manager_id,
           m.employee_id || c.chain
    FROM climb c
    JOIN employees m ON m.employee_id = c.next_id
    WHERE m.employee_id <> ALL (c.chain)
)
SELECT c.employee_id,
       c.employee_name,
       cardinality(c.chain) AS level,
       array_to_string(c.chain, '/') AS path
FROM climb c
LEFT JOIN employees above ON above.employee_id = c.next_id
WHERE above.employee_id IS NULL
   OR c.next_id = c.top_id;
