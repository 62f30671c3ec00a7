CREATE INDEX sales_sold_on ON sales (sold_on);
