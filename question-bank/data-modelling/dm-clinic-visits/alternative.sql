-- The person is looked up at load time and stored beside the number that the ward used; merges stay, to be undone.
CREATE TABLE dim_department (department text NOT NULL UNIQUE, beds integer);
CREATE TABLE dim_patient (patient_no integer NOT NULL UNIQUE, person_no integer NOT NULL);
INSERT INTO dim_department SELECT DISTINCT department, beds FROM stg_department;
INSERT INTO dim_patient SELECT DISTINCT patient_no, patient_no FROM stg_patient;
CREATE TABLE merged AS SELECT DISTINCT * FROM stg_merge;
-- Merges aren't deep: each round doubles the reach, and eight follow a chain of 128.
UPDATE dim_patient p SET person_no = m.kept_no FROM merged m WHERE m.old_no = p.person_no;
UPDATE dim_patient p SET person_no = n.person_no FROM dim_patient n WHERE n.patient_no = p.person_no AND n.person_no <> p.person_no;
UPDATE dim_patient p SET person_no = n.person_no FROM dim_patient n WHERE n.patient_no = p.person_no AND n.person_no <> p.person_no;
UPDATE dim_patient p SET person_no = n.person_no FROM dim_patient n WHERE n.patient_no = p.person_no AND n.person_no <> p.person_no;
UPDATE dim_patient p SET person_no = n.person_no FROM dim_patient n WHERE n.patient_no = p.person_no AND n.person_no <> p.person_no;
UPDATE dim_patient p SET person_no = n.person_no FROM dim_patient n WHERE n.patient_no = p.person_no AND n.person_no <> p.person_no;
UPDATE dim_patient p SET person_no = n.person_no FROM dim_patient n WHERE n.patient_no = p.person_no AND n.person_no <> p.person_no;
UPDATE dim_patient p SET person_no = n.person_no FROM dim_patient n WHERE n.patient_no = p.person_no AND n.person_no <> p.person_no;
CREATE TABLE visit (
    visit_no      integer NOT NULL UNIQUE,
    patient_no    integer NOT NULL REFERENCES dim_patient (patient_no),
    department    text NOT NULL REFERENCES dim_department (department),
    admitted_on   date NOT NULL,
    discharged_on date,
    CONSTRAINT in_order CHECK (NOT discharged_on < admitted_on)
);
INSERT INTO visit SELECT DISTINCT ON (visit_no) * FROM stg_visit ORDER BY visit_no;
CREATE VIEW whose AS SELECT * FROM visit JOIN dim_patient USING (patient_no);
CREATE VIEW answer_1 AS
SELECT make_date(EXTRACT(YEAR FROM admitted_on)::int, EXTRACT(MONTH FROM admitted_on)::int, 1) AS month, COUNT(visit_no) AS visits, COUNT(DISTINCT person_no) AS persons
FROM whose GROUP BY 1;
CREATE VIEW answer_2 AS
SELECT department, (SELECT COUNT(*) FROM visit v WHERE v.department = d.department AND v.discharged_on IS NULL) AS in_house FROM dim_department d;
CREATE VIEW answer_3 AS
SELECT department, COUNT(discharged_on) AS stays, SUM(discharged_on - admitted_on) AS nights FROM visit GROUP BY department HAVING COUNT(discharged_on) > 0;
CREATE VIEW answer_4 AS
SELECT DISTINCT s.visit_no, s.patient_no FROM whose s JOIN whose b USING (person_no)
WHERE b.visit_no <> s.visit_no AND b.discharged_on BETWEEN s.admitted_on - 30 AND s.admitted_on;
CREATE VIEW answer_5 AS
SELECT person_no, COUNT(visit_no) AS visits, MAX(admitted_on) AS last_admitted_on
FROM dim_patient LEFT JOIN visit USING (patient_no) GROUP BY person_no;
