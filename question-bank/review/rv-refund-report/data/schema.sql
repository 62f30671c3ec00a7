CREATE TABLE web_order (
    order_id    integer PRIMARY KEY,
    customer_id integer,
    ordered_at  timestamp NOT NULL,
    cents       integer NOT NULL,
    status      text
);
CREATE TABLE store_order (
    order_id    integer PRIMARY KEY,
    customer_id integer,
    ordered_at  timestamp NOT NULL,
    cents       integer NOT NULL,
    status      text
);
CREATE TABLE customer (
    customer_id integer PRIMARY KEY,
    country     text
);
CREATE TABLE test_account (
    customer_id integer
);
CREATE TABLE refund (
    refund_id integer PRIMARY KEY,
    channel   text NOT NULL,
    order_id  integer NOT NULL,
    cents     integer NOT NULL,
    state     text NOT NULL,
    paid_at   timestamp
);
