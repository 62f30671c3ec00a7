CREATE TABLE events (LIKE events_old) PARTITION BY LIST (status);
CREATE TABLE events_paid PARTITION OF events FOR VALUES IN ('paid');
CREATE TABLE events_open PARTITION OF events FOR VALUES IN ('open');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
INSERT INTO events SELECT * FROM events_old;
