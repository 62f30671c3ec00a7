CREATE TABLE employees (
    employee_id   integer PRIMARY KEY,
    employee_name text NOT NULL,
    manager_id    integer
);
