-- Surrogate keys for people, and a ledger that holds fares and changes alike.
CREATE TABLE dim_driver (driver_key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, driver_no integer NOT NULL UNIQUE, city text NOT NULL);
CREATE TABLE dim_rider (rider_key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, rider_no integer NOT NULL UNIQUE);
CREATE TABLE trip (
    trip_no        integer NOT NULL UNIQUE,
    rider_no       integer,
    driver_no      integer,
    requested_at   timestamp NOT NULL,
    picked_up_at   timestamp,
    dropped_off_at timestamp,
    fare_cents     integer NOT NULL,
    CONSTRAINT known_driver FOREIGN KEY (driver_no) REFERENCES dim_driver (driver_no),
    CONSTRAINT in_order CHECK (requested_at <= COALESCE(picked_up_at, requested_at)
                               AND (dropped_off_at IS NULL OR COALESCE(picked_up_at <= dropped_off_at, false))),
    CONSTRAINT somebody_drove CHECK (NOT (picked_up_at IS NOT NULL AND driver_no IS NULL)),
    CONSTRAINT no_negative_fare CHECK (fare_cents > -1)
);
INSERT INTO dim_driver (driver_no, city) SELECT driver_no, MIN(city) FROM stg_driver GROUP BY driver_no;
INSERT INTO dim_rider (rider_no) SELECT rider_no FROM stg_rider GROUP BY rider_no;
INSERT INTO trip SELECT DISTINCT ON (trip_no) * FROM stg_trip ORDER BY trip_no;
CREATE TABLE change AS SELECT DISTINCT ON (change_no) * FROM stg_fare_change ORDER BY change_no;

CREATE VIEW answer_1 AS
SELECT day, SUM(cents) AS revenue_cents
FROM (SELECT DATE(requested_at) AS day, fare_cents::bigint AS cents FROM trip
      UNION ALL SELECT changed_on, cents FROM change) p
GROUP BY day;
CREATE VIEW answer_2 AS
SELECT COALESCE(d.city, 'none') AS city,
       SUM(t.fare_cents + (SELECT COALESCE(SUM(c.cents), 0) FROM change c WHERE c.trip_no = t.trip_no)) AS revenue_cents
FROM trip t LEFT JOIN dim_driver d USING (driver_no)
GROUP BY 1;
CREATE VIEW answer_3 AS
SELECT driver_no, (SELECT COUNT(*) FROM trip t WHERE t.driver_no = d.driver_no AND dropped_off_at IS NOT NULL) AS trips
FROM dim_driver d;
CREATE VIEW answer_4 AS
SELECT city, COUNT(picked_up_at) AS pickups, SUM(EXTRACT(EPOCH FROM picked_up_at) - EXTRACT(EPOCH FROM requested_at))::bigint AS wait_seconds
FROM dim_driver JOIN trip USING (driver_no)
GROUP BY city
HAVING COUNT(picked_up_at) > 0;
CREATE VIEW answer_5 AS
SELECT rider_no,
       (SELECT COUNT(*) FROM trip t WHERE t.rider_no = r.rider_no) AS requests,
       (SELECT COUNT(*) FROM trip t WHERE t.rider_no = r.rider_no AND dropped_off_at IS NOT NULL) AS trips
FROM dim_rider r;
