WITH root AS (
    SELECT e.*
    FROM employees e
    LEFT JOIN employees m ON m.employee_id = e.manager_id
    WHERE m.employee_id IS NULL OR m.employee_id = e.employee_id
)
SELECT employee_id, employee_name, 1 AS level, employee_id::text AS path
FROM root
UNION ALL
SELECT b.employee_id, b.employee_name, 2, a.employee_id || '/' || b.employee_id
FROM root a
JOIN employees b ON b.manager_id = a.employee_id AND b.employee_id <> a.employee_id
UNION ALL
SELECT c.employee_id, c.employee_name, 3, a.employee_id || '/' || b.employee_id || '/' || c.employee_id
FROM root a
JOIN employees b ON b.manager_id = a.employee_id AND b.employee_id <> a.employee_id
JOIN employees c ON c.manager_id = b.employee_id;
