INSERT INTO accounts (account_id, owner) VALUES (2, 'Ben'), (1, 'Ada');
