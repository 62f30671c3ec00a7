INSERT INTO employees (employee_id, employee_name, manager_id) VALUES
    (1, 'Ana', NULL),
    (2, 'Ben', 1),
    (3, 'Cleo', 2),
    (4, 'Dan', 3),
    (5, 'Eve', 4),
    (6, 'Finn', 5),
    (7, 'Gina', 6),
    (8, 'Hugo', 7),
    (9, 'Ida', 8);
