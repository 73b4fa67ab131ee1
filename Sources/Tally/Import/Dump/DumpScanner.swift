/// Walks through a plain dump of PostgreSQL from one statement to the next.
///
/// What is not about the tables that are imported is passed over without being understood.
struct DumpScanner {
  /// What the import has to know of.
  enum Event {
    /// The window is at the first row.
    case copy(DumpTable, hasOptions: Bool)
    /// The window is at the first row's parenthesis; `isSame` where the head is the last one's.
    case insert(DumpTable, isSame: Bool)
    case definition(DumpTable)
    /// The statement at hand is about rows of a table of ours, and in no form that is read.
    case unread(DumpTable)
    /// The texts of the dump are in this encoding.
    case encoding(String)
    /// The line at hand begins no statement; further ones are passed over without a word.
    case stray
    /// The end of the input; what it cuts off, where it does.
    case end(cut: String?)
  }

  /// Whether backslashes escape in every text, `standard_conforming_strings` being off.
  private(set) var hasEscapes = false
  /// Dumps that have begun and not ended: they say so in comments.
  private var openDumpCount = 0
  private var isInStray = false
  /// The beginning of the last INSERT of ours, up to its first row, for they are all the same.
  private var head = ByteLiteral([])
  private var table: DumpTable?
  /// The same of a table that nothing is wanted of, up to its name.
  private var foreignHead = ByteLiteral([])

  private static let verbs: Set<String> = [
    "abort", "alter", "analyze", "begin", "call", "checkpoint", "cluster", "comment", "commit",
    "copy", "create", "deallocate", "declare", "delete", "discard", "do", "drop", "end", "execute",
    "explain", "grant", "import", "insert", "listen", "lock", "merge", "notify", "prepare",
    "reassign", "refresh", "reindex", "release", "reset", "revoke", "rollback", "savepoint",
    "security", "select", "set", "show", "start", "truncate", "unlisten", "update", "use",
    "vacuum", "values", "with",
  ]

  /// Whether a text begins as a statement does.
  static func isVerb(_ word: String) -> Bool { verbs.contains(word.lowercased()) }

  mutating func next(_ window: inout ByteWindow) throws(InputError) -> Event {
    while let byte = try window.byte(at: 0) {
      let following = byte == 0x2D || byte == 0x2F ? try window.byte(at: 1) : nil
      if byte <= 0x20 || byte == 0x3B {
        window.position += 1
      } else if byte == 0x5C {
        // For psql, which is not needed to understand the rest.
        try skipLine(&window)
      } else if byte == 0xEF, window.byteOffset(at: window.position) == 0 {
        window.position += 3
      } else if byte == 0x2D, following == 0x2D {
        try readComment(&window)
      } else if byte == 0x2F, following == 0x2A {
        var lexer = SQLLexer()
        try lexer.skipComment(&window)
        window.position = min(window.position + lexer.distance, window.end)
      } else if let event = try statement(&window) {
        return event
      }
    }
    return .end(
      cut: openDumpCount > 0 ? "the dump, which says at its end that it is complete" : nil
    )
  }

  private mutating func statement(_ window: inout ByteWindow) throws(InputError) -> Event? {
    let position = window.position
    if let table, window.withBytes({ head.stands(in: $0, at: position) }) {
      window.position += head.count
      return .insert(table, isSame: true)
    }
    if foreignHead.count > 0, window.withBytes({ foreignHead.stands(in: $0, at: position) }) {
      return try skipStatement(&window, from: foreignHead.count)
    }
    var lexer = SQLLexer()
    let verb = try lexer.next(&window).keyword
    guard Self.verbs.contains(verb) else {
      // Perhaps a statement that is cut off in its first word.
      if try window.byte(at: lexer.distance) == nil { return .end(cut: "a statement") }
      defer { isInStray = true }
      guard isInStray else { return .stray }
      try skipLine(&window)
      return nil
    }
    isInStray = false
    switch verb {
    case "copy": return try copy(&window, &lexer)
    case "insert": return try insert(&window, &lexer)
    case "create": return try create(&window, &lexer)
    case "set": return try set(&window, &lexer)
    default: return try skipStatement(&window, from: lexer.distance)
    }
  }

  /// Leaves the statement at hand for the next; the end of the input where it comes first.
  mutating func skipStatement(
    _ window: inout ByteWindow,
    from distance: Int,
    hasBlocks: Bool = false
  ) throws(InputError) -> Event? {
    var skip = StatementSkip(hasEscapes: hasEscapes, hasBlocks: hasBlocks)
    var distance = distance
    while true {
      let start = window.position
      let isAtEnd = window.isAtEnd
      let stop = window.withBytes { skip.run($0, from: start + distance, isAtEnd: isAtEnd) }
      if stop.isDone || isAtEnd {
        window.position = stop.position
        return stop.isDone ? nil : .end(cut: "a statement")
      }
      window.position = max(start, stop.position - StatementSkip.lookBehindBytes)
      distance = stop.position - window.position
      _ = try window.readMore()
    }
  }

  /// Leaves the line at hand for the next.
  func skipLine(_ window: inout ByteWindow) throws(InputError) {
    repeat {
      if let length = window.distance(to: 0x0A) {
        window.position += length + 1
        return
      }
      window.position = window.end
    } while try window.readMore()
  }

  /// Reads a comment that goes to the end of its line: a dump says in one that it is complete.
  private mutating func readComment(_ window: inout ByteWindow) throws(InputError) {
    var length = 0
    while length < 80, let byte = try window.byte(at: length), byte != 0x0A { length += 1 }
    let comment = window.buffer[window.position..<(window.position + length)]
    switch String(decoding: comment, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    {
    case "-- PostgreSQL database dump", "-- PostgreSQL database cluster dump": openDumpCount += 1
    case "-- PostgreSQL database dump complete", "-- PostgreSQL database cluster dump complete":
      openDumpCount -= 1
    default: break
    }
    try skipLine(&window)
  }
}

extension DumpScanner {
  /// Behind COPY.
  private mutating func copy(
    _ window: inout ByteWindow,
    _ lexer: inout SQLLexer
  ) throws(InputError) -> Event? {
    let table = try readTable(&window, &lexer)
    guard try lexer.next(&window).keyword == "from",
      try lexer.next(&window).keyword == "stdin"
    else { return try unread(table, &window, lexer) }
    var token = try lexer.next(&window)
    let hasOptions = token != .symbol(0x3B) && token != .end
    while token != .symbol(0x3B), token != .end { token = try lexer.next(&window) }
    window.position += lexer.distance
    try skipLine(&window)
    guard table.kind == nil else { return .copy(table, hasOptions: hasOptions) }
    return try skipRows(&window) ? nil : .end(cut: "the rows of \"\(table.name)\"")
  }

  /// Leaves the rows of a COPY behind; false where they have no end.
  mutating func skipRows(_ window: inout ByteWindow) throws(InputError) -> Bool {
    var isInLine = false
    while true {
      var isMarked = false
      var lineCount = 0
      let start = window.position
      let isAtEnd = window.isAtEnd
      let stop = window.withBytes { bytes in
        var position = start
        while position < bytes.count {
          if !isInLine {
            // The line must be seen as far as behind `\.`.
            guard position + 2 < bytes.count || isAtEnd else { return position }
            if bytes[position] == 0x5C, Self.isMark(bytes, position) {
              isMarked = true
              return position
            }
          }
          guard let end = bytes.first(0x0A, from: position) else {
            isInLine = true
            return bytes.count
          }
          isInLine = false
          lineCount += 1
          position = end + 1
        }
        return position
      }
      window.move(to: stop, lineBreakCount: lineCount)
      if isMarked {
        try skipLine(&window)
        return true
      }
      if isAtEnd { return false }
      _ = try window.readMore()
    }
  }

  private static func isMark(_ bytes: ByteReader, _ position: Int) -> Bool {
    guard position + 1 < bytes.count, bytes[position + 1] == 0x2E else { return false }
    return position + 2 == bytes.count || bytes[position + 2] == 0x0A || bytes[position + 2] == 0x0D
  }

  /// Behind INSERT.
  private mutating func insert(
    _ window: inout ByteWindow,
    _ lexer: inout SQLLexer
  ) throws(InputError) -> Event? {
    guard try lexer.next(&window).keyword == "into" else {
      return try skipStatement(&window, from: 0)
    }
    let name = try readName(&window, &lexer)
    if DumpTable(name: name, columns: nil).kind == nil {
      // With the byte behind it, so that a longer name is not taken for this one.
      _ = try window.byte(at: lexer.distance)
      let start = window.position
      let end = min(start + lexer.distance + 1, window.end)
      foreignHead = ByteLiteral(window.buffer[start..<end])
      return try skipStatement(&window, from: lexer.distance)
    }
    let table = DumpTable(name: name, columns: try readColumns(&window, &lexer))
    var token = try lexer.next(&window)
    while [.word("OVERRIDING"), .word("SYSTEM"), .word("USER"), .word("VALUE")].contains(token) {
      token = try lexer.next(&window)
    }
    guard token.keyword == "values" else { return try unread(table, &window, lexer) }
    try lexer.skipSpace(&window)
    let start = window.position
    head = ByteLiteral(window.buffer[start..<(start + lexer.distance)])
    self.table = table
    window.position += lexer.distance
    return .insert(table, isSame: false)
  }

  /// A statement with rows that is not as pg_dump writes them, or is cut off.
  private mutating func unread(
    _ table: DumpTable,
    _ window: inout ByteWindow,
    _ lexer: SQLLexer
  ) throws(InputError) -> Event? {
    let isCut = try window.byte(at: lexer.distance) == nil
    return table.kind == nil || isCut ? try skipStatement(&window, from: 0) : .unread(table)
  }

  /// Behind CREATE.
  private mutating func create(
    _ window: inout ByteWindow,
    _ lexer: inout SQLLexer
  ) throws(InputError) -> Event? {
    var word = try lexer.next(&window).keyword
    while ["or", "replace", "unlogged", "foreign", "global", "local", "temporary", "temp"]
      .contains(word)
    {
      word = try lexer.next(&window).keyword
    }
    let hasBlocks = word == "function" || word == "procedure"
    guard word == "table" else { return try skipStatement(&window, from: 0, hasBlocks: hasBlocks) }
    while ["if", "not", "exists"].contains(try lexer.peek(&window).keyword) {
      _ = try lexer.next(&window)
    }
    let name = try readName(&window, &lexer)
    guard DumpTable(name: name, columns: nil).kind != nil,
      let columns = try readDefinitions(&window, &lexer), !columns.isEmpty
    else { return try skipStatement(&window, from: 0) }
    if let end = try skipStatement(&window, from: lexer.distance) { return end }
    return .definition(DumpTable(name: name, columns: columns))
  }

  /// Behind SET.
  private mutating func set(
    _ window: inout ByteWindow,
    _ lexer: inout SQLLexer
  ) throws(InputError) -> Event? {
    var name = try lexer.next(&window).keyword
    if name == "session" || name == "local" { name = try lexer.next(&window).keyword }
    _ = try lexer.next(&window)
    let value: String
    switch try lexer.next(&window) {
    case .word(let word), .name(let word), .text(let word): value = word.lowercased()
    default: value = ""
    }
    if let end = try skipStatement(&window, from: 0) { return end }
    switch name {
    case "standard_conforming_strings": hasEscapes = ["off", "false", "no", "0"].contains(value)
    case "client_encoding": return .encoding(value)
    default: break
    }
    return nil
  }

  private func readTable(
    _ window: inout ByteWindow,
    _ lexer: inout SQLLexer
  ) throws(InputError) -> DumpTable {
    let name = try readName(&window, &lexer)
    return DumpTable(name: name, columns: try readColumns(&window, &lexer))
  }

  /// A name, whatever qualifies it.
  private func readName(
    _ window: inout ByteWindow,
    _ lexer: inout SQLLexer
  ) throws(InputError) -> SQLToken {
    var name = try lexer.next(&window)
    while try lexer.peek(&window) == .symbol(0x2E) {
      _ = try lexer.next(&window)
      name = try lexer.next(&window)
    }
    return name
  }

  /// Names in parentheses; nil where there are none.
  private func readColumns(
    _ window: inout ByteWindow,
    _ lexer: inout SQLLexer
  ) throws(InputError) -> [String]? {
    guard try lexer.peek(&window) == .symbol(0x28) else { return nil }
    _ = try lexer.next(&window)
    var columns: [String] = []
    while let name = try lexer.next(&window).identifier {
      columns.append(name)
      guard try lexer.next(&window) == .symbol(0x2C) else { break }
    }
    return columns
  }

  /// The names of the columns that a CREATE TABLE defines; nil where it does it in another way.
  private func readDefinitions(
    _ window: inout ByteWindow,
    _ lexer: inout SQLLexer
  ) throws(InputError) -> [String]? {
    guard try lexer.next(&window) == .symbol(0x28) else { return nil }
    var columns: [String] = []
    var openCount = 1
    var isFirst = true
    while openCount > 0 {
      let token = try lexer.next(&window)
      switch token {
      case .end: return nil
      case .symbol(0x28): openCount += 1
      case .symbol(0x29): openCount -= 1
      case .symbol(0x2C) where openCount == 1:
        isFirst = true
        continue
      case .name(let name) where isFirst: columns.append(name)
      case .word(let word) where isFirst && !Self.isConstraint(word): columns.append(word)
      default: break
      }
      isFirst = false
    }
    return columns
  }

  private static func isConstraint(_ word: String) -> Bool {
    ["constraint", "primary", "unique", "check", "foreign", "exclude", "like"]
      .contains(word.lowercased())
  }
}
