internal import Arguments

/// A time to wait, in whole seconds that are not negative.
struct Seconds: ArgumentValue {
  let count: Int

  init(_ count: Int) {
    self.count = count
  }

  init(argument: String) throws(ArgumentValueError) {
    guard let count = Int(argument), (0...Self.most).contains(count) else {
      throw .because("expected whole seconds of 0 to \(Self.most)")
    }
    self.count = count
  }

  var argumentText: String { String(count) }

  /// One day: nobody waits longer, and no sum of such times overflows.
  private static let most = 86_400
}
