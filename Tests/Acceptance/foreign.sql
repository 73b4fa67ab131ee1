-- What else a database has: tables that are like ours in name, and texts that are like a dump.
CREATE SCHEMA archive;
CREATE TABLE archive."IncomingCallLogItem_old" (_id uuid, "isAnswered" boolean, note text);
INSERT INTO archive."IncomingCallLogItem_old"
  SELECT gen_random_uuid(), true, E'a\n\\.\n\nCOPY public."IncomingCallLogItem" (_id) FROM stdin;\n' || n
  FROM generate_series(1, 50) n;
CREATE TABLE "Incoming" (id serial PRIMARY KEY, line text, bytes bytea, list text[], document jsonb);
INSERT INTO "Incoming" (line, bytes, list, document)
  SELECT repeat(chr(32 + n % 90), n * 7), decode(repeat('005c0a2700', n % 20), 'hex'),
    ARRAY[E'\\.', '''', '"', 'INSERT INTO public."User" VALUES (1);'], jsonb_build_object('n', n, 'x', E'\t\\')
  FROM generate_series(1, 700) n;
CREATE TABLE "Empty" (a text DEFAULT E'it''s; \\ "x"', "User" text CHECK ("User" <> ');'));
CREATE FUNCTION confuse(a text) RETURNS text LANGUAGE plpgsql AS $body$
BEGIN
  -- COPY public."User" (_id, name) FROM stdin;
  CASE WHEN a = ';' THEN RETURN E'\n\\.\n'; ELSE RETURN $$INSERT INTO "User" VALUES (1);$$; END CASE;
END;
$body$;
CREATE FUNCTION atomic(a integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT a + 1; END;
COMMENT ON TABLE "Empty" IS E'a comment''s text;\nCOPY "User" FROM stdin;\n\\.\n';
CREATE VIEW answered AS SELECT _id, ';' AS "a;b" FROM "IncomingCallLogItem" WHERE "isAnswered";
CREATE INDEX ON "IncomingCallLogItem" ("userId") WHERE status <> ';';
SELECT lo_from_bytea(0, decode(repeat('0a5c2e0a', 5000), 'hex'));
