-- Not a single receipt.
INSERT INTO stg_customer VALUES (1, 'Ana Moreno', 'Lyon', '2026-01-01');
INSERT INTO stg_product VALUES ('R1', 'Rioja Reserva', 'red');
