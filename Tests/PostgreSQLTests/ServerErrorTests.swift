import Testing

@testable import PostgreSQL

struct ServerErrorTests {
  @Test func `the state is taken out of what libpq says`() {
    let text = """
      connection to server on socket "/tmp/.s.PGSQL.5432" failed: FATAL:  28P01: Passwort-Authentifizierung für Benutzer »u« fehlgeschlagen
      LOCATION:  auth_failed, auth.c:336

      """
    let error = ServerError(verbose: text, isDisconnected: true)
    #expect(error.sqlState == "28P01")
    #expect(
      error.message
        == "connection to server on socket \"/tmp/.s.PGSQL.5432\" failed: FATAL: "
        + "Passwort-Authentifizierung für Benutzer »u« fehlgeschlagen"
    )
    #expect(!error.isTemporary)
  }

  @Test(arguments: [
    ("57P03", true), ("53300", true), ("08006", true), ("40001", true), ("57P01", true),
    ("28P01", false), ("3D000", false), ("42501", false), ("42P01", false), ("57014", false),
  ])
  func `whether trying again helps is told by the state`(state: String, isTemporary: Bool) {
    #expect(ServerError("words", sqlState: state).isTemporary == isTemporary)
  }

  @Test(arguments: [
    (
      "connection to server at \"127.0.0.1\", port 1 failed: Connection refused\n\tIs the server "
        + "running on that host and accepting TCP/IP connections?\n", true
    ),
    ("could not translate host name \"h\" to address: Name or service not known\n", false),
    (
      "connection to server at \"h\" failed: server does not support SSL, but SSL was required",
      false
    ),
  ])
  func `without a state the words tell`(text: String, isTemporary: Bool) {
    let error = ServerError(verbose: text, isDisconnected: true)
    #expect(error.sqlState == nil)
    #expect(error.isTemporary == isTemporary)
    #expect(!error.message.contains("\n"))
  }
}
