INSERT INTO employees (employee_id, employee_name, manager_id) VALUES
    (1, 'Ana', NULL),
    (2, 'Ben', 1),
    (3, 'Cleo', 1),
    (4, 'Dan', 2),
    (5, 'Eve', 3);
