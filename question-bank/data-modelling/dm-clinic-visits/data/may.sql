INSERT INTO stg_patient VALUES (1, '1980-04-02'), (2, '1975-11-30'), (3, NULL);
INSERT INTO stg_department VALUES ('heart', 20), ('knee', 12);
INSERT INTO stg_visit VALUES
    (100, 1, 'heart', '2026-05-02', '2026-05-06'),
    (101, 2, 'knee', '2026-05-03', '2026-05-05'),
    (101, 2, 'knee', '2026-05-03', '2026-05-05'),
    (102, 1, 'heart', '2026-05-20', '2026-05-25'),
    (103, 3, 'knee', '2026-05-28', NULL),
    (104, 2, 'heart', '2026-06-29', NULL);
