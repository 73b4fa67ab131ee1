import Glibc

@testable import Remote

/// A server on this machine that gives prepared answers, one a request, over real sockets.
final class ScriptedServer {
  /// What happens when a request has come.
  enum Turn: Sendable {
    case answer(String)
    /// Sends this and ends the connection.
    case answerAndClose(String)
    /// Sends this and breaks the connection off.
    case answerAndReset(String)
    /// Waits this long before the turn that follows.
    case wait(milliseconds: Int)
  }

  let port: Int
  private let descriptor: Int32
  private var thread = pthread_t()
  private let work: Work

  /// What the server's thread has to itself until it is joined.
  private final class Work {
    let descriptor: Int32
    var turns: [Turn]
    var requests: [String] = []
    var connectionCount = 0
    /// The connection that is open; clients keep theirs.
    var connection: Int32 = -1
    var isEnded = false

    init(_ descriptor: Int32, _ turns: [Turn]) {
      self.descriptor = descriptor
      self.turns = turns
    }
  }

  init(_ turns: [Turn]) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        _ = unsafe bind(listener, generic, size)
        _ = listen(listener, 16)
        _ = unsafe getsockname(listener, generic, &size)
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    descriptor = listener
    work = Work(listener, turns)
    unsafe pthread_create(
      &thread,
      nil,
      { context in
        if let context = unsafe context {
          let work = unsafe Unmanaged<Work>.fromOpaque(context).takeUnretainedValue()
          ScriptedServer.serve(work)
        }
        return nil
      },
      Unmanaged.passUnretained(work).toOpaque()
    )
  }

  /// Ends the server; returns the requests that came, and over how many connections.
  func finish() -> (requests: [String], connectionCount: Int) {
    shutdown(descriptor, Int32(SHUT_RDWR))
    // A connection may be accepted at this very moment, so one look at it is not enough.
    while !work.isEnded {
      let connection = work.connection
      if connection >= 0 { shutdown(connection, Int32(SHUT_RDWR)) }
      usleep(2000)
    }
    pthread_join(thread, nil)
    close(descriptor)
    return (work.requests, work.connectionCount)
  }

  private static func serve(_ work: Work) {
    defer { work.isEnded = true }
    while true {
      let connection = accept(work.descriptor, nil, nil)
      guard connection >= 0 else { return }
      work.connectionCount += 1
      work.connection = connection
      while let request = readRequest(connection) {
        work.requests.append(request)
        guard play(work, connection) else { break }
      }
      work.connection = -1
      close(connection)
    }
  }

  /// Returns whether the connection goes on.
  private static func play(_ work: Work, _ connection: Int32) -> Bool {
    while !work.turns.isEmpty {
      switch work.turns.removeFirst() {
      case .wait(let milliseconds): usleep(UInt32(milliseconds * 1000))
      case .answer(let text):
        write(text, to: connection)
        return true
      case .answerAndClose(let text):
        write(text, to: connection)
        return false
      case .answerAndReset(let text):
        write(text, to: connection)
        usleep(20_000)
        var option = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(
          connection,
          SOL_SOCKET,
          SO_LINGER,
          &option,
          socklen_t(MemoryLayout<linger>.size)
        )
        return false
      }
    }
    return false
  }

  private static func write(_ text: String, to connection: Int32) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe send(
          connection,
          buffer.baseAddress.map { unsafe $0 + done },
          bytes.count - done,
          Int32(MSG_NOSIGNAL)
        )
      }
      guard count > 0 else { return }
      done += count
    }
  }

  private static func readRequest(_ connection: Int32) -> String? {
    var text = ""
    while true {
      if let end = text.firstRange(of: "\r\n\r\n") {
        let length = text.split(separator: "\r\n")
          .first { $0.lowercased().hasPrefix("content-length:") }
          .flatMap { Int($0.split(separator: " ")[1]) }
        if text[end.upperBound...].utf8.count >= length ?? 0 { return text }
      }
      var chunk = [UInt8](repeating: 0, count: 65536)
      let count = unsafe recv(connection, &chunk, chunk.count, 0)
      guard count > 0 else { return nil }
      text += String(decoding: chunk[..<count], as: UTF8.self)
    }
  }

  /// A whole answer.
  static func answer(_ status: String, _ body: String, headers: [String] = []) -> String {
    (["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers + ["", body])
      .joined(separator: "\r\n")
  }
}

extension HTTPResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
}
