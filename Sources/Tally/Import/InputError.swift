/// Why an input cannot be read to its end.
enum InputError: Error, Sendable, Equatable {
  case unreadable(reason: String)
  case damagedCompression(reason: String)

  var reason: RejectReason {
    switch self {
    case .unreadable: .unreadable
    case .damagedCompression: .damagedCompression
    }
  }
}

extension InputError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .damagedCompression(let reason):
      "\(reason); what came before was taken in, fetch or copy the file again"
    }
  }
}
