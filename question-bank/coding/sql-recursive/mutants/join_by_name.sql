WITH RECURSIVE tree AS (
    SELECT e.employee_id, e.employee_name, 1 AS level, ARRAY[e.employee_id] AS ids
    FROM employees e
    LEFT JOIN employees m ON m.employee_id = e.manager_id
    WHERE m.employee_id IS NULL OR m.employee_id = e.employee_id
    UNION ALL
    SELECT e.employee_id, e.employee_name, t.level + 1, t.ids || e.employee_id
    FROM tree t
    JOIN employees m ON m.employee_name = t.employee_name
    JOIN employees e ON e.manager_id = m.employee_id
    WHERE e.employee_id <> ALL (t.ids)
)
SELECT employee_id, employee_name, level, array_to_string(ids, '/') AS path
FROM tree;
