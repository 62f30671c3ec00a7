CREATE TABLE deliveries (
    delivery_id integer PRIMARY KEY,
    city        text,
    minutes     integer
);
