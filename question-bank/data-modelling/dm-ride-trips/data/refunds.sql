-- Several changes of a trip, two alike, one sent twice, days with nothing else, and a day that comes to nothing.
INSERT INTO stg_rider VALUES (1, 'Ana'), (2, 'Ben');
INSERT INTO stg_driver VALUES (10, 'Cleo', 'Lyon'), (11, 'Dan', 'Nice');
INSERT INTO stg_trip VALUES
    (530, 1, 10, '2026-06-01 08:00', '2026-06-01 08:04', '2026-06-01 08:20', 1250),
    (531, 2, 11, '2026-06-01 09:00', '2026-06-01 09:02', '2026-06-01 09:30', 2100),
    (532, 2, NULL, '2026-06-02 09:00', NULL, NULL, 300),
    (533, 1, 11, '2026-06-09 09:00', '2026-06-09 09:02', '2026-06-09 09:30', 800);
INSERT INTO stg_fare_change VALUES
    (1, 530, '2026-06-03', -250),
    (2, 530, '2026-06-05', -1000),
    (3, 531, '2026-06-01', 150),
    (3, 531, '2026-06-01', 150),
    (4, 532, '2026-06-05', -300),
    (5, 531, '2026-06-07', -100),
    (6, 531, '2026-06-07', -100),
    (7, 533, '2026-06-09', -800);
