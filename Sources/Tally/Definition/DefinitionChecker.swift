/// Takes typed values out of JSON5 and notes every mistake on the way.
struct DefinitionChecker {
  private let bytes: [UInt8]
  private var findings: [(fact: DefinitionProblem.Fact, byteOffset: Int)] = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func note(_ fact: DefinitionProblem.Fact, at byteOffset: Int) {
    findings.append((fact, byteOffset))
  }

  /// Notes that a value is of another kind than expected, unless it is a mistake by itself.
  mutating func noteKind(_ node: JSON5Node, of key: String, expected: String) {
    guard node.value != .invalid else { return }
    var found = node.kind
    if case .number(let text) = node.value { found = text }
    if case .array([]) = node.value { found = "an empty list" }
    note(.wrongType(key: key, found: found, expected: expected), at: node.byteOffset)
  }

  /// How many mistakes have been noted until now.
  var findingCount: Int { findings.count }

  /// What was noted, in the order of the file.
  func problems(path: String) -> [DefinitionProblem] {
    let ordered = findings.enumerated().sorted { left, right in
      (left.element.byteOffset, left.offset) < (right.element.byteOffset, right.offset)
    }
    return ordered.map { _, finding in
      let (line, column) = place(of: finding.byteOffset)
      return DefinitionProblem(path: path, line: line, column: column, fact: finding.fact)
    }
  }

  /// The members of an object by their keys; nil, and noted, where it is something else.
  mutating func members(
    _ node: JSON5Node,
    of name: String,
    keys: [String]
  ) -> [String: JSON5Node]? {
    guard case .object(let members) = node.value else {
      noteKind(node, of: name, expected: "an object { }")
      return nil
    }
    var found: [String: JSON5Node] = [:]
    var offsets: [String: Int] = [:]
    for member in members {
      if let first = offsets[member.name] {
        let line = place(of: first).line
        note(.duplicateKey(member.name, firstLine: line), at: member.byteOffset)
      } else if keys.contains(member.name) {
        found[member.name] = member.node
      } else {
        note(.unknownKey(member.name, known: keys), at: member.byteOffset)
      }
      offsets[member.name] = offsets[member.name] ?? member.byteOffset
    }
    return found
  }

  /// Text that is not empty.
  mutating func text(_ node: JSON5Node?, of key: String) -> String? {
    guard let node else { return nil }
    guard case .string(let text) = node.value else {
      noteKind(node, of: key, expected: "text in quotation marks")
      return nil
    }
    guard !text.isEmpty else {
      note(.emptyText(key: key), at: node.byteOffset)
      return nil
    }
    return text
  }

  /// A list of texts, for which a single text may stand; with where each starts.
  mutating func texts(_ node: JSON5Node?, of key: String) -> [(text: String, byteOffset: Int)] {
    guard let node else { return [] }
    switch node.value {
    case .string:
      return text(node, of: key).map { [($0, node.byteOffset)] } ?? []
    case .array(let nodes):
      var texts: [(text: String, byteOffset: Int)] = []
      for node in nodes {
        if let text = text(node, of: "a value of \(key)") { texts.append((text, node.byteOffset)) }
      }
      return texts
    default:
      noteKind(node, of: key, expected: "a list of texts such as ['a', 'b']")
      return []
    }
  }

  /// A list of names out of those known, none twice; `kind` is what one is called.
  mutating func names(
    _ node: JSON5Node?,
    of key: String,
    kind: String,
    known: [String]
  ) -> [String] {
    var names: [String] = []
    for (name, byteOffset) in texts(node, of: key) {
      if !known.contains(name) {
        note(.unknownName(name, kind: kind, known: known), at: byteOffset)
      } else if names.contains(name) {
        note(.repeatedName(name, kind: kind), at: byteOffset)
      } else {
        names.append(name)
      }
    }
    return names
  }

  /// One name out of those known.
  mutating func name(
    _ node: JSON5Node?,
    of key: String,
    kind: String,
    known: [String]
  ) -> String? {
    guard let node, let name = text(node, of: key) else { return nil }
    guard known.contains(name) else {
      note(.unknownName(name, kind: kind, known: known), at: node.byteOffset)
      return nil
    }
    return name
  }

  /// A whole number of 1 or more.
  mutating func count(_ node: JSON5Node?, of key: String) -> Int? {
    guard let node else { return nil }
    if case .number(let text) = node.value, let count = Int(text), count > 0 { return count }
    noteKind(node, of: key, expected: "a whole number of 1 or more")
    return nil
  }

  /// Line and column, counted from 1, of a byte.
  private func place(of byteOffset: Int) -> (line: Int, column: Int) {
    var line = 1
    var lineStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for position in 0..<min(byteOffset, bytes.count) {
      let isLoneReturn =
        bytes[position] == 13 && (position + 1 == bytes.count || bytes[position + 1] != 10)
      if bytes[position] == 10 || isLoneReturn {
        line += 1
        lineStart = position + 1
      }
    }
    let before = bytes[lineStart..<max(lineStart, min(byteOffset, bytes.count))]
    return (line, String(decoding: before, as: UTF8.self).unicodeScalars.count + 1)
  }
}
