internal import Tally

/// One line on the terminal that tells how far an import has come, and leaves no trace.
final class ProgressLine {
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?
  private var isOnScreen = false

  init(isShown: Bool) {
    self.isShown = isShown
  }

  func show(_ progress: ImportProgress) {
    show(progress.text(elapsed: ContinuousClock.now - start))
  }

  /// Shows a text of one line, unless another one was shown just now.
  func show(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let lastShown, now - lastShown < .milliseconds(100) { return }
    lastShown = now
    Context.writeToStandardError("\r\u{1B}[K" + text())
    isOnScreen = true
  }

  func clear() {
    guard isOnScreen else { return }
    Context.writeToStandardError("\r\u{1B}[K")
    isOnScreen = false
  }
}
