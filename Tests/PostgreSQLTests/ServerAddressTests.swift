import Testing

@testable import PostgreSQL

struct ServerAddressTests {
  @Test(
    arguments: [
      ("postgres://readonly@db.example.com/oneuptimedb", nil),
      ("postgresql://db.example.com:5433/oneuptimedb?sslmode=verify-full", nil),
      ("postgres://?service=oneuptime", nil), ("postgres://", nil),
      ("postgres://[::1]:5432/db?user=a@b", nil), ("postgres://h:5432,i:5433/db?user=a@b", nil),
      ("postgres://u@/db?host=/run/postgresql&passfile=/etc/pass", nil),
      ("postgres://u:secret@h/db", "postgres://u:***@h/db"),
      (
        "postgres://u:se%40cr:et@h:1,i:2/db?sslmode=require",
        "postgres://u:***@h:1,i:2/db?sslmode=require"
      ),
      (
        "postgres://h/db?user=u&password=secret&port=1",
        "postgres://h/db?user=u&password=***&port=1"
      ),
      ("postgres://u:secret@h/db?sslpassword=other", "postgres://u:***@h/db?sslpassword=***"),
      ("postgres://h/db?%70assword=secret", "postgres://h/db?%70assword=***"),
    ] as [(String, String?)]
  )
  func `what is shown has no password`(url: String, shown: String?) throws {
    let address = try ServerAddress(url)
    #expect(address.shown == shown ?? url)
    #expect(address.hasPassword == (shown != nil))
  }

  @Test(arguments: [
    "postgres://u:pass/word@h/db", "postgres://u:pass@word@h/db", "postgres://u:pass?word@h/db",
    "postgres://u:12?word@h/db", "postgres://u:12/word@h/db",
    "postgres://u:1,2:x?word@h/db",
  ])
  func `a password that ends too early is refused and not quoted`(url: String) throws {
    let error = #expect(throws: ServerError.self) { _ = try ServerAddress(url) }
    #expect(error?.message.contains("%2F") == true)
    #expect(error?.message.contains("word@") == false)
  }

  @Test func `secrets are hidden as they are written and as they are meant`() throws {
    let address = try ServerAddress("postgres://u:se%40cret@h/db")
    let words = "in \"postgres://u:se%40cret@h/db\": se@cret, se%40cret"
    #expect(address.hiding(words) == "in \"postgres://u:***@h/db\": ***, ***")
  }

  @Test(arguments: [
    ("postgres://h/db", true), ("postgresql://", true), ("postgres:/file", false),
    ("dump.sql", false), ("./postgres://x", false), ("mysql://h/db", false),
  ])
  func `only URLs of PostgreSQL are taken for one`(text: String, isOne: Bool) {
    #expect(ServerAddress.isOne(text) == isOne)
  }
}
