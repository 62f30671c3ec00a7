CREATE TABLE rider (
    rider_no integer PRIMARY KEY,
    name     text NOT NULL
);
CREATE TABLE driver (
    driver_no integer PRIMARY KEY,
    name      text NOT NULL,
    city      text NOT NULL
);

-- One row is one request of a rider, whether or not somebody came.
CREATE TABLE trip (
    trip_no        integer PRIMARY KEY,
    rider_no       integer,
    driver_no      integer REFERENCES driver,
    requested_at   timestamp NOT NULL,
    picked_up_at   timestamp CHECK (picked_up_at >= requested_at),
    dropped_off_at timestamp CHECK (dropped_off_at >= picked_up_at),
    fare_cents     integer NOT NULL CHECK (fare_cents >= 0),
    CHECK (dropped_off_at IS NULL OR picked_up_at IS NOT NULL),
    CHECK (picked_up_at IS NULL OR driver_no IS NOT NULL)
);

-- One row is one change of a fare, on the day it was made.
CREATE TABLE fare_change (
    change_no  integer PRIMARY KEY,
    trip_no    integer NOT NULL REFERENCES trip,
    changed_on date NOT NULL,
    cents      integer NOT NULL
);

INSERT INTO rider SELECT DISTINCT rider_no, name FROM stg_rider;
INSERT INTO driver SELECT DISTINCT driver_no, name, city FROM stg_driver;
INSERT INTO trip
SELECT DISTINCT trip_no, rider_no, driver_no, requested_at, picked_up_at, dropped_off_at, fare_cents
FROM stg_trip;
INSERT INTO fare_change
SELECT DISTINCT change_no, trip_no, changed_on, cents
FROM stg_fare_change;

-- Everything that moves money, with its own day.
CREATE VIEW posting AS
SELECT trip_no, requested_at::date AS day, fare_cents AS cents FROM trip
UNION ALL
SELECT trip_no, changed_on, cents FROM fare_change;

CREATE VIEW answer_1 AS
SELECT day, SUM(cents) AS revenue_cents
FROM posting
GROUP BY day;

CREATE VIEW answer_2 AS
SELECT COALESCE(d.city, 'none') AS city, SUM(p.cents) AS revenue_cents
FROM posting p
JOIN trip t ON t.trip_no = p.trip_no
LEFT JOIN driver d ON d.driver_no = t.driver_no
GROUP BY 1;

CREATE VIEW answer_3 AS
SELECT d.driver_no, COUNT(t.dropped_off_at) AS trips
FROM driver d
LEFT JOIN trip t ON t.driver_no = d.driver_no
GROUP BY d.driver_no;

CREATE VIEW answer_4 AS
SELECT d.city, COUNT(*) AS pickups,
       SUM(EXTRACT(EPOCH FROM t.picked_up_at - t.requested_at))::bigint AS wait_seconds
FROM trip t
JOIN driver d ON d.driver_no = t.driver_no
WHERE t.picked_up_at IS NOT NULL
GROUP BY d.city;

CREATE VIEW answer_5 AS
SELECT r.rider_no, COUNT(t.trip_no) AS requests, COUNT(t.dropped_off_at) AS trips
FROM rider r
LEFT JOIN trip t ON t.rider_no = r.rider_no
GROUP BY r.rider_no;
