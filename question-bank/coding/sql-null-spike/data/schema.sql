CREATE TABLE loads (
    source_name text NOT NULL,
    loaded_on   date NOT NULL,
    total_rows  integer,
    null_rows   integer,
    PRIMARY KEY (source_name, loaded_on)
);
