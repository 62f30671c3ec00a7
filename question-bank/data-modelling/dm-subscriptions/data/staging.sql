CREATE TABLE stg_account (
    account_no integer,
    name       text,
    country    text
);
CREATE TABLE stg_plan (
    plan          text,
    monthly_cents integer
);
-- What happened to an account: a start opens a subscription, a cancel ends it.
CREATE TABLE stg_event (
    event_no   integer,
    account_no integer,
    happened_on date,
    kind       text,
    plan       text
);
