-- What the CRM says about a customer, and since when.
CREATE TABLE stg_customer (
    customer_no integer,
    name        text,
    city        text,
    valid_from  date
);

-- The catalogue as it is today.
CREATE TABLE stg_product (
    product_code text,
    name         text,
    category     text
);

-- Lines of receipts, as the tills send them.
CREATE TABLE stg_order_line (
    order_no         integer,
    line_no          integer,
    ordered_on       date,
    customer_no      integer,
    product_code     text,
    quantity         integer,
    unit_price_cents integer
);
