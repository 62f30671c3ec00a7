CREATE TABLE stg_seller (
    seller_no integer,
    name      text,
    country   text
);
-- What a buyer ordered from a seller. The fee is ours, out of the price.
CREATE TABLE stg_order_line (
    order_no    integer,
    line_no     integer,
    ordered_on  date,
    buyer_no    integer,
    seller_no   integer,
    price_cents integer,
    fee_cents   integer
);
-- What we have paid to sellers.
CREATE TABLE stg_payout (
    payout_no  integer,
    seller_no  integer,
    paid_on    date,
    paid_cents integer
);
-- Not needed at first.
CREATE TABLE stg_return (
    return_no   integer,
    order_no    integer,
    line_no     integer,
    returned_on date,
    back_cents  integer
);
