import Glibc
import Support
import Testing

@testable import Remote

struct SecretFileTests {
  private func read(_ text: String, mode: mode_t = 0o600) throws -> SecretFile {
    let directory = try TemporaryDirectory()
    try directory.write(text, to: "key")
    _ = unsafe chmod(directory.file("key"), mode)
    return try #require(
      try SecretFile.find(file: directory.file("key"), variable: nil, credential: "api-key")
    )
  }

  @Test func `blanks and empty lines are no part of a secret`() throws {
    #expect(try read("\r\n  k-1\t\r\n\n").lines == ["k-1"])
    #expect(try read("AC1  token\nother\n").words == ["AC1", "token", "other"])
    #expect(try read(" \n").lines == [])
  }

  @Test(
    arguments: [
      (0o600, false), (0o640, false), (0o400, false), (0o604, true), (0o644, true),
    ] as [(mode_t, Bool)]
  )
  func `a file that everybody can read is warned of`(mode: mode_t, isWarned: Bool) throws {
    let file = try read("k", mode: mode)
    #expect(file.warning?.hasSuffix("chmod 600 it") ?? false == isWarned)
    #expect(file.origin.hasSuffix("/key"))
  }

  @Test func `a file that is not there is an error, and no variable is none`() throws {
    #expect(throws: (any Error).self) {
      try SecretFile.find(file: "/nowhere/key", variable: nil, credential: "api-key")
    }
    #expect(
      try SecretFile.find(file: nil, variable: "CALLTALLY_NO_SUCH", credential: "no-such-one")?
        .lines == nil
    )
  }
}
