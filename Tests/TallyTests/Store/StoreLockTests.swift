import Foundation
import Support
import Testing

@testable import Tally

struct StoreLockTests {
  private static let python = "/usr/bin/python3"

  /// A process that holds the lock of a store for some time.
  private static func holder(of path: String, seconds: Double) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [
      "-c",
      """
      import fcntl, sys, time
      file = open(sys.argv[1] + '.lock', 'w')
      fcntl.lockf(file, fcntl.LOCK_EX)
      print('held', flush=True)
      time.sleep(float(sys.argv[2]))
      """,
      path, String(seconds),
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    _ = output.fileHandleForReading.availableData
    return process
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: python)))
  func `a store that another process writes to is locked, and it is told which`() throws {
    let folder = try ImportFolder()
    let holder = try Self.holder(of: folder.store, seconds: 60)
    defer {
      kill(holder.processIdentifier, SIGKILL)
      holder.waitUntilExit()
    }
    let error = #expect(throws: StoreError.self) { try folder.run(text: PlainAttempt.json(1)) }
    #expect(error == .locked(path: folder.store, processID: holder.processIdentifier))
    #expect(error.map { StoreError.isTemporary($0) } == true)
    #expect(try folder.directory.names() == ["input", "store.lock"])
    // Nothing is written by a dry run into a store that is not there.
    #expect(try folder.run(text: PlainAttempt.json(1), dryRun: true).attempts.inserted == 1)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: python)))
  func `who waits long enough gets the lock`() throws {
    let folder = try ImportFolder()
    let holder = try Self.holder(of: folder.store, seconds: 1)
    try folder.directory.write(PlainAttempt.json(1), to: "input")
    var request = Importer.Request(
      paths: [folder.directory.file("input")],
      storePath: folder.store
    )
    request.lockWaitSeconds = 60
    #expect(try Importer.run(request, onReject: { _ in })[.attempts].inserted == 1)
    holder.waitUntilExit()
  }

  @Test func `a lock that cannot be made says why`() {
    #expect(
      throws: StoreError.lockFailed(
        path: "/nowhere/at/all.lock",
        reason: "No such file or directory"
      )
    ) {
      _ = try StoreLock(storePath: "/nowhere/at/all", waitSeconds: 0)
    }
  }

  @Test func `what is in memory needs no lock`() throws {
    _ = try StoreLock(storePath: nil, waitSeconds: 0)
  }
}
