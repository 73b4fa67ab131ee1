import Export
import Foundation
import Support
import Testing

struct OutputTests {
  @Test func `a file appears when it is finished, and not before`() throws {
    let folder = try TemporaryDirectory()
    var output = try Output(.file(path: folder.file("a.csv")))
    output.buffer.append("new")
    #expect(try folder.names().filter { !$0.hasPrefix(".calltally-") } == [])
    try output.finish()
    #expect(try folder.names() == ["a.csv"])
    #expect(try folder.text(of: "a.csv") == "new")
  }

  @Test func `an output that is dropped leaves the old file and nothing else`() throws {
    let folder = try TemporaryDirectory()
    try folder.write("old", to: "a.csv")
    do {
      var output = try Output(.file(path: folder.file("a.csv")))
      output.buffer.append(String(repeating: "x", count: 100_000))
      try output.flushIfLarge()
    }
    #expect(try folder.names() == ["a.csv"])
    #expect(try folder.text(of: "a.csv") == "old")
  }

  @Test func `a source that fails leaves nothing, in any format`() throws {
    for format in Format.allCases {
      let folder = try TemporaryDirectory()
      var source = FailingSource()
      #expect(throws: FailingSource.Failure.self) {
        try format.export(
          &source,
          to: .file(path: folder.file("out")),
          options: ExportOptions()
        )
      }
      #expect(try folder.names() == [])
    }
  }

  @Test func `a replaced file keeps its permissions, and a link stays a link`() throws {
    let folder = try TemporaryDirectory()
    let manager = FileManager.default
    try folder.write("old", to: "real")
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.file("real"))
    try manager.createSymbolicLink(
      atPath: folder.file("link"),
      withDestinationPath: folder.file("real")
    )
    let output = try Output(.file(path: folder.file("link")))
    try output.finish()
    #expect(try manager.destinationOfSymbolicLink(atPath: folder.file("link")).hasSuffix("real"))
    #expect(try folder.text(of: "real") == "")
    let attributes = try manager.attributesOfItem(atPath: folder.file("real"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test func `bad paths fail before the work, and say what is wrong`() throws {
    let folder = try TemporaryDirectory()
    try folder.write("", to: "file")
    let missing = folder.file("none/a.csv")
    #expect(
      throws: ExportError.missingFolder(path: missing, folder: folder.file("none"))
    ) { try Destination.file(path: missing).check() }
    #expect(throws: ExportError.isFolder(path: folder.path)) {
      try Destination.file(path: folder.path).check()
    }
    let error = #expect(throws: ExportError.self) {
      try Destination.file(path: folder.file("file/a.csv")).check()
    }
    #expect(
      error?.description
        == "\(folder.file("file/a.csv")): cannot create the file: Not a directory"
    )
    try Destination.file(path: folder.file("new.csv")).check()
    try Destination.standardOutput.check()
  }

  @Test func `devices are written to directly, and a full one is told by name`() throws {
    var output = try Output(.file(path: "/dev/full"))
    output.buffer.append("x")
    do {
      try output.finish()
      Issue.record("nothing can be written to /dev/full")
    } catch {
      #expect(error.description == "/dev/full: cannot write the file: No space left on device")
    }
    #expect(FileManager.default.fileExists(atPath: "/dev/full"))
  }

  @Test func `a pipe whose reader went away is told apart`() throws {
    signal(SIGPIPE, SIG_IGN)
    let pipe = Pipe()
    var output = try Output(
      .file(path: "/dev/fd/\(pipe.fileHandleForWriting.fileDescriptor)")
    )
    try pipe.fileHandleForReading.close()
    output.buffer.append("x")
    do {
      try output.finish()
      Issue.record("nobody reads this pipe")
    } catch {
      #expect(error == .closedPipe)
    }
  }
}
