-- Still there, never there, and a department that stands empty.
INSERT INTO stg_patient VALUES (1, '1980-04-02'), (2, NULL), (7, '2001-01-01');
INSERT INTO stg_department VALUES ('heart', 20), ('knee', 12), ('sleep', 4);
INSERT INTO stg_visit VALUES
    (300, 1, 'heart', '2026-05-01', NULL),
    (301, 1, 'knee', '2026-05-15', NULL),
    (302, 2, 'heart', '2026-05-20', '2026-05-22'),
    (303, 1, 'heart', '2026-06-01', NULL);
