-- Five numbers are one person by four steps, three by two whose rows come in the wrong order and whose kept
-- number is the lowest, a pair by one, and a merge sent twice.
INSERT INTO stg_patient VALUES (1, '1980-04-02'), (2, '1980-04-02'), (3, '1980-02-04'), (4, NULL), (5, '1999-09-09'), (6, '1999-09-09'),
    (7, '1980-02-04'), (8, '1980-02-04'), (9, NULL), (10, NULL);
INSERT INTO stg_department VALUES ('heart', 20), ('knee', 12);
INSERT INTO stg_visit VALUES
    (400, 1, 'heart', '2026-05-02', '2026-05-06'),
    (401, 2, 'heart', '2026-05-20', '2026-05-25'),
    (402, 3, 'knee', '2026-06-01', '2026-06-02'),
    (403, 4, 'knee', '2026-05-03', '2026-05-04'),
    (404, 6, 'heart', '2026-06-10', NULL),
    (405, 9, 'knee', '2026-06-02', '2026-06-03'),
    (406, 8, 'heart', '2026-06-15', '2026-06-16'),
    (407, 7, 'heart', '2026-07-01', NULL);
INSERT INTO stg_merge VALUES
    (1, 1, 2, '2026-06-05'),
    (2, 2, 3, '2026-06-20'),
    (2, 2, 3, '2026-06-20'),
    (3, 5, 6, '2026-06-21'),
    (4, 3, 7, '2026-06-22'),
    (5, 7, 8, '2026-06-23'),
    (6, 10, 4, '2026-06-24'),
    (7, 9, 10, '2026-06-25');
