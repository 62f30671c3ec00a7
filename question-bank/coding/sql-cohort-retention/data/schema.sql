CREATE TABLE users (
    user_id      integer PRIMARY KEY,
    signed_up_on date,
    is_test      boolean NOT NULL
);
CREATE TABLE activity (
    user_id integer,
    day     date
);
