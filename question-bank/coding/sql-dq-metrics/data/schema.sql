CREATE TABLE sources (
    source_name text PRIMARY KEY
);
CREATE TABLE customer_loads (
    source_name text NOT NULL,
    loaded_on   date NOT NULL,
    email       text
);
