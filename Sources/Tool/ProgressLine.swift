/// One line on the terminal that tells how far long work has come, and leaves no trace.
final class ProgressLine {
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?
  private var isOnScreen = false

  init(isShown: Bool) {
    self.isShown = isShown
  }

  /// Shows what `text` makes of the time that has passed.
  func show(_ text: (Duration) -> String) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let lastShown, now - lastShown < .milliseconds(100) { return }
    lastShown = now
    Context.writeToStandardError("\r\u{1B}[K" + text(now - start))
    isOnScreen = true
  }

  func clear() {
    guard isOnScreen else { return }
    Context.writeToStandardError("\r\u{1B}[K")
    isOnScreen = false
  }
}
