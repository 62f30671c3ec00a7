WITH RECURSIVE tree AS (
    SELECT e.employee_id, e.employee_name, 1 AS level, e.employee_id::text AS path
    FROM employees e
    LEFT JOIN employees m ON m.employee_id = e.manager_id
    WHERE m.employee_id IS NULL OR m.employee_id = e.employee_id
    UNION ALL
    SELECT e.employee_id, e.employee_name, t.level + 1, t.path || '/' || e.employee_id
    FROM employees e
    JOIN tree t ON e.manager_id = t.employee_id
    WHERE t.level < 20
)
SELECT employee_id, employee_name, level, path
FROM tree;
