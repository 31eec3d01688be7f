import Glibc
import Handrail

/// Says on a terminal how far a long run has come, at most twice a second.
struct Progress {
  private let isShown: Bool
  private var lastShown: Int64 = 0
  private var isOnScreen = false

  init(isShown: Bool) { self.isShown = isShown }

  /// Shows the counts, where enough time has gone by since the last.
  mutating func show(lines: Int, faulty: Int, in console: borrowing Console) {
    // Asking the clock for each line would cost more than deciding some of them.
    guard isShown, lines % 256 == 0 else { return }
    show("\(counted(lines, "line", "lines")), \(faulty) faulty", in: console)
  }

  /// Shows words about how far it is, where enough time has gone by since the last.
  mutating func show(_ words: @autoclosure () -> String, in console: borrowing Console) {
    guard isShown else { return }
    var now = timespec()
    guard unsafe clock_gettime(CLOCK_MONOTONIC, &now) == 0 else { return }
    let milliseconds = Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    guard milliseconds - lastShown >= 500 else { return }
    lastShown = milliseconds
    isOnScreen = true
    console.say("\r\u{1B}[K" + printable(words()))
  }

  /// Clears what was shown.
  mutating func finish(in console: borrowing Console) {
    if isOnScreen { console.say("\r\u{1B}[K") }
    isOnScreen = false
  }
}
