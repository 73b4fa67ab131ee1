import Reports
import Support

/// Batches of every kind of column, drawn from seeds.
enum BatchSample {
  static let columns: [Column] = [
    Column(name: "id", title: "Id", unit: .identifier),
    Column(name: "user_id", title: "User id", unit: .identifier),
    Column(name: "user_name", title: "User", unit: .text),
    Column(name: "number", title: "Number", unit: .phone),
    Column(name: "message", title: "Message", unit: .text),
    Column(name: "position", title: "Position", unit: .ordinal),
    Column(name: "count", title: "Count", unit: .count),
    Column(name: "dial_seconds", title: "Dial seconds", unit: .seconds),
    Column(name: "cost_usd", title: "Cost", unit: .dollars),
    Column(name: "at", title: "At", unit: .instant),
    Column(name: "is_answered", title: "Answered", unit: .boolean),
    Column(name: "extra", title: "Extra", unit: .text),
    Column(name: "hour", title: "Hour", unit: .ordinal),
    Column(name: "rate", title: "Rate", unit: .rate),
    Column(name: "average", title: "Average", unit: .fractionalSeconds(decimals: 4...4)),
    Column(name: "median", title: "Median", unit: .fractionalSeconds(decimals: 0...4)),
    Column(name: "per_call_usd", title: "Per call", unit: .dollarsPerUnit),
    Column(name: "rounded_usd", title: "Rounded", unit: .dollars),
  ]

  static let layout = RowLayout(
    columns: [
      .identifier, .code(dictionary: 0), .code(dictionary: 1), .code(dictionary: 2), .text,
      .integer, .integer, .integer, .decimal(scale: 8), .instant, .boolean, .text,
      .code(dictionary: 3), .ratio(decimals: 6), .decimal(scale: 4), .decimal(scale: 4),
      .decimal(scale: 6), .decimal(scale: 9),
    ],
    dictionaries: [
      [.null, .text("8c7d7f37-67dd-4342-9b00-71ab051bb4e6")] + texts.map { _ in .null },
      [.null, .text(String(repeating: "a long name ", count: 12))] + texts,
      [.null, .text("+15551234567")] + texts,
      [.null, .text("(3 others)")] + texts.indices.map { .integer(Int64($0)) },
    ],
    // What is told of a user is told of the same code.
    sources: [nil, 1, 1]
  )

  private static let texts = Sample.texts.map(Value.text)

  static func report() -> Report {
    Sample.report(Table(name: "Attempts", by: [], columns: columns))
  }

  static func batches(seed: UInt64) -> [RowBatch] {
    var random = SplitMix64(seed: seed)
    return (0..<Int.random(in: 1...4, using: &random)).map { _ in
      batch(rows: Int.random(in: 1...60, using: &random), &random)
    }
  }

  static func batch(rows: Int, _ random: inout SplitMix64) -> RowBatch {
    var batch = RowBatch(layout: layout, capacity: rows + Int(random.next() % 3))
    batch.count = rows
    for row in 0..<rows {
      for (column, place) in zip(layout.columns, layout.places) {
        switch column {
        case .identifier:
          batch[place, row] = Int64(bitPattern: random.next())
          batch[place + 1, row] = Int64(bitPattern: random.next())
        case .code:
          let code = Int64.random(in: 0..<Int64(Sample.texts.count + 2), using: &random)
          batch[place, row] = code == 0 ? RowBatch.null : code
        case .text:
          batch[place, row] = RowBatch.null
          guard let text = text(&random) else { continue }
          batch[place, row] = Int64(batch.texts.count)
          batch.texts.append(text)
        case .integer, .decimal: batch[place, row] = number(&random)
        case .instant:
          batch[place, row] = instant(&random)
          batch[place + 1, row] = Int64(random.next() % 4) * 6900 - 7200
        case .boolean:
          batch[place, row] = [0, 1, RowBatch.null].randomElement(using: &random) ?? 0
        case .ratio:
          batch[place, row] = number(&random)
          batch[place + 1, row] = max(1, number(&random))
        }
      }
    }
    return batch
  }

  private static func text(_ random: inout SplitMix64) -> String? {
    switch random.next() % 4 {
    case 0: nil
    case 1: String(repeating: "words and ", count: Int(random.next() % 30))
    default: Sample.texts.randomElement(using: &random)
    }
  }

  private static func number(_ random: inout SplitMix64) -> Int64 {
    switch random.next() % 8 {
    case 0: RowBatch.null
    case 1: [.max, .min + 1, 1 << 53, (1 << 53) + 1, -1].randomElement(using: &random) ?? 0
    case 2: Int64(bitPattern: random.next())
    case 3: Int64(random.next() % (1 << 40))
    default: Int64(random.next() % 5000)
    }
  }

  private static func instant(_ random: inout SplitMix64) -> Int64 {
    switch random.next() % 8 {
    case 0: RowBatch.null
    case 1: Instant.earliest.milliseconds
    case 2: Instant.latest.milliseconds
    case 3: Int64.random(in: -2_300_000_000_000...253_402_300_799_999, using: &random)
    case 4: Int64.random(in: -70_000_000_000_000...300_000_000_000_000, using: &random)
    default: 1_780_000_000_000 + Int64(random.next() % 31_536_000_000)
    }
  }
}
