CREATE TABLE accounts (
    account_id integer PRIMARY KEY,
    owner      text NOT NULL
);
CREATE TABLE payments (
    payment_id integer PRIMARY KEY,
    account_id integer NOT NULL REFERENCES accounts,
    amount     numeric(12, 2)
);
