WITH RECURSIVE tree AS (
    SELECT employee_id, employee_name, 1 AS level, employee_id::text AS path
    FROM employees
    WHERE manager_id IS NULL
    UNION ALL
    SELECT e.employee_id, e.employee_name, t.level + 1, t.path || '/' || e.employee_id
    FROM employees e
    JOIN tree t ON e.manager_id = t.employee_id
)
SELECT * FROM tree;
