/// The value of one field of a record that is not an attempt.
package enum FieldValue: Sendable {
  case null
  /// A count, UTC milliseconds, micro-cents, or 0 and 1.
  case integer(Int64)
  case text(String)
  /// The id of a record of another kind.
  case reference(Identifier)
}

extension FieldValue: Comparable {
  /// Texts are the same where their bytes are: Swift's own comparison takes canonical equivalents
  /// for equal, and then it would depend on the order of arrival which of them is kept.
  package static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left == right
    case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
    case (.reference(let left), .reference(let right)): left == right
    default: left.rank == right.rank
    }
  }

  /// Any total order would do: it decides between records of the same `updatedAt`.
  package static func < (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.reference(let left), .reference(let right)): left < right
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .null: 0
    case .integer: 1
    case .text: 2
    case .reference: 3
    }
  }
}
