/// The fields of an attempt: the first fifteen are integers, in the order of the table's columns.
package enum AttemptField: Int, Sendable, CaseIterable {
  case createdAt
  case updatedAt
  case deletedAt
  case version
  case project
  case call
  case rule
  case user
  case phone
  case status
  case dialSeconds
  case recordedCostMicrocents
  case startedAt
  case endedAt
  case isAnswered
  case statusMessage
  case extra

  /// How many fields are integers in the table.
  package static let integerCount = 15

  /// The integer that stands for NULL.
  package static let null = Int64.min

  /// The field's bit in `known`.
  @inline(__always)
  package var bit: UInt32 { 1 << UInt32(rawValue) }

  /// Every field but `extra`, which hardly any record has.
  package static let all: UInt32 = (1 << 16) - 1
}
