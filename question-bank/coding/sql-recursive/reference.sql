WITH RECURSIVE tree AS (
    SELECT e.employee_id,
           e.employee_name,
           1 AS level,
           ARRAY[e.employee_id] AS ids
    FROM employees e
    WHERE e.manager_id IS NULL
       OR e.manager_id = e.employee_id
       OR NOT EXISTS (SELECT 1 FROM employees m WHERE m.employee_id = e.manager_id)
    UNION ALL
    SELECT e.employee_id,
           e.employee_name,
           t.level + 1,
           t.ids || e.employee_id
    FROM employees e
    JOIN tree t ON e.manager_id = t.employee_id
    WHERE e.employee_id <> ALL (t.ids)
)
SELECT employee_id, employee_name, level, array_to_string(ids, '/') AS path
FROM tree;
