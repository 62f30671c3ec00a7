INSERT INTO employees (employee_id, employee_name, manager_id) VALUES
    (1, 'Ana', 1),
    (2, 'Ben', 1),
    (21, 'Ida', 22),
    (22, 'Jan', 21),
    (23, 'Kim', 21);
