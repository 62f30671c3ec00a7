-- Requests that nobody came to (on one day nothing else), cancelled on the way or at the door, a rider who had
-- their data deleted, and people who have done nothing yet.
INSERT INTO stg_rider VALUES (1, 'Ana'), (2, 'Ben'), (3, 'Eve');
INSERT INTO stg_driver VALUES (10, 'Cleo', 'Lyon'), (11, 'Dan', 'Nice'), (12, 'Flo', 'Lyon');
INSERT INTO stg_trip VALUES
    (510, 1, NULL, '2026-06-01 08:00', NULL, NULL, 0),
    (511, 1, 10, '2026-06-01 08:10', NULL, NULL, 400),
    (512, 2, 10, '2026-06-01 08:30', '2026-06-01 08:31', NULL, 600),
    (513, NULL, 11, '2026-06-01 10:00', '2026-06-01 10:05', '2026-06-01 10:20', 900),
    (514, 77, 11, '2026-06-01 11:00', '2026-06-01 11:00', '2026-06-01 11:20', 800),
    (515, 3, NULL, '2026-06-04 11:00', NULL, NULL, 0);
