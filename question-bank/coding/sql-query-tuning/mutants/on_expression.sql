CREATE INDEX sales_year ON sales (status, (EXTRACT(YEAR FROM sold_on)));
