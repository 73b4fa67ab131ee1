
-- One row: how far a source that is read again and again has been read, such as one table of a
-- database. It is written in the transaction that ends the run. Stores made before there were such
-- sources get the table when it is first needed.
CREATE TABLE IF NOT EXISTS source_state (
  source TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (source, name)
) STRICT;
