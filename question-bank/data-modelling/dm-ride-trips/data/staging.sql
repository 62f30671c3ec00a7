CREATE TABLE stg_rider (
    rider_no integer,
    name     text
);
CREATE TABLE stg_driver (
    driver_no integer,
    name      text,
    city      text
);
-- A trip as dispatch has closed it. Times are UTC, to the second; two times of a trip may be the same.
CREATE TABLE stg_trip (
    trip_no        integer,
    rider_no       integer,
    driver_no      integer,
    requested_at   timestamp,
    picked_up_at   timestamp,
    dropped_off_at timestamp,
    fare_cents     integer
);
-- Not needed at first.
CREATE TABLE stg_fare_change (
    change_no  integer,
    trip_no    integer,
    changed_on date,
    cents      integer
);
