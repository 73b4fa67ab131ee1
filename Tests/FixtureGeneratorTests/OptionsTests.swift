import Reports
import Testing

@testable import FixtureGenerator

struct OptionsTests {
  @Test(arguments: [
    (["--output", "x", "--form", "jsn"], "'jsn' is not valid for '--form': expected one of "),
    (["--output", "x", "--from", "2026-02-30"], "'2026-02-30' is not valid for '--from'"),
    (["--output", "x", "--to", "2026-01-01"], "'2026-01-01' is not valid for '--to': expected a "),
    (["--output", "x", "--attempts", "0"], "'0' is not valid for '--attempts': expected a whole"),
    (["--output"], "option '--output' needs a value"),
    ([], "option '--output' is required"),
    (["--outptu", "x"], "unknown option '--outptu'"),
    (["x"], "unknown option 'x'"),
  ])
  func `what is wrong is named`(arguments: [String], message: String) {
    let error = #expect(throws: GeneratorError.self) { try Options(arguments: arguments) }
    #expect(error?.description.hasPrefix(message) == true)
  }

  @Test func `months count from the first day`() throws {
    let options = try Options(
      arguments: ["--output", "x", "--from", "2026-11-01", "--months", "3"]
    )
    #expect(options.to.description == "2027-02-01")
  }
}
