internal import SQLite

/// A dictionary table of the store (phones, statuses): texts and the numbers that stand for them.
struct TextTable: ~Copyable {
  /// Text compared byte by byte: Swift's own comparison takes canonical equivalents for equal.
  private struct Key: Hashable {
    var text: String

    static func == (left: Self, right: Self) -> Bool {
      left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
      for byte in text.utf8 { hasher.combine(byte) }
    }
  }

  private var numbers: [Key: Int32]
  private var texts: [String]
  private let insert: Statement
  // The same few texts come over and over, often the one of the row before.
  private var last: (key: Key, number: Int32)?

  init(name: String, in database: borrowing Database) throws {
    var numbers: [Key: Int32] = [:]
    var texts = [""]
    let rows = try database.prepare("SELECT text FROM \(name) ORDER BY number")
    while try rows.step() {
      numbers[Key(text: rows.text(0))] = Int32(texts.count)
      texts.append(rows.text(0))
    }
    let statement = try database.prepare("INSERT INTO \(name) (number, text) VALUES (?1, ?2)")
    self.numbers = numbers
    self.texts = texts
    insert = statement
  }

  /// The number of a text, which is written to the table where it is new.
  mutating func number(of text: String) throws -> Int32 {
    let key = Key(text: text)
    if let last, last.key == key { return last.number }
    if let number = numbers[key] {
      last = (key, number)
      return number
    }
    let number = Int32(texts.count)
    insert.bind(Int64(number), at: 1)
    insert.bind(text, at: 2)
    try insert.run()
    texts.append(text)
    numbers[key] = number
    last = (key, number)
    return number
  }

  /// The text a number stands for.
  func text(_ number: Int64) -> String {
    texts[Int(number)]
  }
}
