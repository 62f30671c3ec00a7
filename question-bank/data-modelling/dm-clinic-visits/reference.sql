CREATE TABLE patient (
    patient_no integer PRIMARY KEY,
    born_on    date
);
CREATE TABLE department (
    department text PRIMARY KEY,
    beds       integer NOT NULL
);

-- One row is one stay of one patient in one department. No discharge: still there.
CREATE TABLE visit (
    visit_no      integer PRIMARY KEY,
    patient_no    integer NOT NULL REFERENCES patient,
    department    text    NOT NULL REFERENCES department,
    admitted_on   date    NOT NULL,
    discharged_on date    CHECK (discharged_on >= admitted_on)
);

-- One row says that two numbers are one person.
CREATE TABLE patient_merge (
    old_no    integer PRIMARY KEY REFERENCES patient,
    kept_no   integer NOT NULL REFERENCES patient,
    merged_on date    NOT NULL,
    CHECK (old_no <> kept_no)
);

INSERT INTO patient SELECT DISTINCT patient_no, born_on FROM stg_patient;
INSERT INTO department SELECT DISTINCT department, beds FROM stg_department;
INSERT INTO visit SELECT DISTINCT visit_no, patient_no, department, admitted_on, discharged_on FROM stg_visit;
INSERT INTO patient_merge SELECT DISTINCT old_no, kept_no, merged_on FROM stg_merge;

-- Each number and the person it stands for now: merges are followed to their end.
CREATE VIEW person AS
WITH RECURSIVE follow AS (
    SELECT patient_no, patient_no AS person_no FROM patient
    UNION ALL
    SELECT f.patient_no, m.kept_no
    FROM follow f
    JOIN patient_merge m ON m.old_no = f.person_no
)
SELECT f.patient_no, f.person_no
FROM follow f
WHERE NOT EXISTS (SELECT 1 FROM patient_merge m WHERE m.old_no = f.person_no);

CREATE VIEW stay AS
SELECT v.visit_no, v.patient_no, p.person_no, v.department, v.admitted_on, v.discharged_on
FROM visit v
JOIN person p ON p.patient_no = v.patient_no;

CREATE VIEW answer_1 AS
SELECT DATE_TRUNC('month', admitted_on)::date AS month, COUNT(*) AS visits, COUNT(DISTINCT person_no) AS persons
FROM stay
GROUP BY 1;

CREATE VIEW answer_2 AS
SELECT d.department, COUNT(s.visit_no) AS in_house
FROM department d
LEFT JOIN stay s ON s.department = d.department AND s.discharged_on IS NULL
GROUP BY d.department;

CREATE VIEW answer_3 AS
SELECT department, COUNT(*) AS stays, SUM(discharged_on - admitted_on) AS nights
FROM stay
WHERE discharged_on IS NOT NULL
GROUP BY department;

CREATE VIEW answer_4 AS
SELECT visit_no, patient_no
FROM stay s
WHERE EXISTS (SELECT 1 FROM stay b
              WHERE b.person_no = s.person_no AND b.visit_no <> s.visit_no
                AND b.discharged_on <= s.admitted_on AND s.admitted_on - b.discharged_on <= 30);

CREATE VIEW answer_5 AS
SELECT p.person_no, COUNT(v.visit_no) AS visits, MAX(v.admitted_on) AS last_admitted_on
FROM person p
LEFT JOIN visit v ON v.patient_no = p.patient_no
GROUP BY p.person_no;
