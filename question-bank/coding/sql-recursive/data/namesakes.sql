INSERT INTO employees (employee_id, employee_name, manager_id) VALUES
    (1, 'Ana', NULL),
    (2, 'Sam', 1),
    (3, 'Sam', 1),
    (4, 'Dan', 2),
    (5, 'Eve', 3);
