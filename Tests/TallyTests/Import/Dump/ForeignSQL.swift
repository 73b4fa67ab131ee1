import Support

/// Statements about other things, with all in them that could be taken for the end of one.
struct ForeignSQL {
  var random: SplitMix64

  private static let statements = [
    "SET default_tablespace = '';", "SELECT pg_catalog.set_config('search_path', '', false);",
    "-- IncomingCallLogItem; it's in here\n", "/* INSERT INTO /* nested ' */ \" ; */\n",
    "\\unrestrict abc'def\n", "\\connect \"other's\"\n",
    "CREATE FUNCTION public.f() RETURNS void LANGUAGE plpgsql AS $_$ BEGIN\n"
      + "INSERT INTO public.\"IncomingCallLogItem\" VALUES ($1, '; $$ '); END $_$;",
    "CREATE FUNCTION public.g() RETURNS integer LANGUAGE sql BEGIN ATOMIC\n SELECT CASE WHEN true "
      + "THEN 1 END;\n INSERT INTO public.\"IncomingCallLogItem\" VALUES (1);\nEND;",
    "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; DELETE FROM \"IncomingCallLogItem\");",
    "CREATE TABLE public.\"Odd;Table\" (a text DEFAULT ';''--', \"b\"\"c\" text DEFAULT E'\\';');",
    "CREATE TABLE public.\"Alert\" (\n    _id uuid NOT NULL,\n    CONSTRAINT x CHECK ((a > 1))\n);",
    "ALTER TABLE ONLY public.\"Alert\" ADD CONSTRAINT \"PK'\" PRIMARY KEY (_id);",
    "INSERT INTO public.\"Alert\" VALUES (1, 'it''s; INSERT INTO', E'\\';', $$;$$, -- ;\n 2);",
    "INSERT INTO public.\"AlertItem\" VALUES (1, '\\');", "COMMENT ON TABLE a IS 'x /* ';",
    "INSERT INTO public.\"Alert\" VALUES (2, 'line\nINSERT INTO public.\"IncomingCallLogItem\" VALUES\n"
      + "(1);\n');",
    "COPY public.\"Alert\" (_id, a) FROM stdin;\n1\t';\n\\\\.\t\\N\n\\.\n", "BEGIN;", "COMMIT;",
    "COPY public.\"Empty\" (_id) FROM stdin;\n\\.\n", "SELECT 1 AS a$b$c, '$b$';",
    "DO $$ BEGIN RAISE NOTICE 'COPY x FROM stdin;'; END $$;", "COPY t TO '/tmp/x;y';",
  ]

  mutating func text() -> [UInt8] {
    let count = Int.random(in: 0...4, using: &random)
    let parts = (0..<count).map { _ in
      Self.statements[Int.random(in: 0..<Self.statements.count, using: &random)] + "\n"
    }
    return Array(parts.joined().utf8)
  }
}
