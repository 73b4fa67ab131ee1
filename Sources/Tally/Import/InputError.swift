/// Why an input cannot be read to its end.
enum InputError: Error, Sendable, Equatable {
  case unreadable(reason: String)
  case damagedCompression(reason: String)
  case damagedArchive(reason: String)
  /// The input ends before what it announces.
  case cutArchive(reason: String)
  /// What it is is known, and how to make of it what is imported.
  case unsupported(reason: String)

  var reason: RejectReason {
    switch self {
    case .unreadable: .unreadable
    case .damagedCompression: .damagedCompression
    case .damagedArchive: .damagedArchive
    case .cutArchive: .truncated
    case .unsupported: .unsupportedForm
    }
  }
}

extension InputError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .damagedCompression(let reason):
      "\(reason); what came before was taken in, fetch or copy the file again"
    case .damagedArchive(let reason), .cutArchive(let reason):
      "\(reason); what could be read was taken in, copy or dump it again"
    case .unsupported(let reason): reason
    }
  }
}
