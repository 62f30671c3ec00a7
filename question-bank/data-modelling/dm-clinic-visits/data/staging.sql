CREATE TABLE stg_patient (
    patient_no integer,
    born_on    date
);
CREATE TABLE stg_department (
    department text,
    beds       integer
);
CREATE TABLE stg_visit (
    visit_no      integer,
    patient_no    integer,
    department    text,
    admitted_on   date,
    discharged_on date
);
-- Not needed at first.
CREATE TABLE stg_merge (
    merge_no   integer,
    old_no     integer,
    kept_no    integer,
    merged_on  date
);
