CREATE TABLE stg_warehouse (
    warehouse text,
    country   text
);
CREATE TABLE stg_item (
    item       text,
    name       text,
    cost_cents integer
);
-- What was counted of an item in a warehouse, at the end of a day.
CREATE TABLE stg_count (
    count_no   integer,
    warehouse  text,
    item       text,
    counted_on date,
    units      integer
);
