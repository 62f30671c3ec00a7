INSERT INTO stg_seller VALUES (1, 'Alpine Wool', 'AT');
