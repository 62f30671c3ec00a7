INSERT INTO employees (employee_id, employee_name, manager_id) VALUES
    (1, 'Ana', NULL),
    (2, 'Ben', 1),
    (11, 'Finn', 99),
    (12, 'Gina', 11),
    (13, 'Hugo', NULL);
