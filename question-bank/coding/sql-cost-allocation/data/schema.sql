CREATE TABLE teams (
    team text PRIMARY KEY
);
CREATE TABLE bill (
    line_id integer PRIMARY KEY,
    team    text,
    service text,
    cents   bigint NOT NULL
);
