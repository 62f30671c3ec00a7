-- employees(employee_id integer primary key, employee_name text, manager_id integer)
-- Return: employee_id, employee_name, level, path
SELECT employee_id, employee_name, 1 AS level, employee_id::text AS path
FROM employees;
