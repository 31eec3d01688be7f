import Glibc
import Handrail

/// Standard output and standard error, and what the terminal can do.
struct Console: ~Copyable {
  var output: ByteSink
  private let errorsAreShown: Bool
  /// Colours may be used on standard output.
  let usesColour: Bool
  let width: Int?

  init() {
    output = ByteSink(descriptor: STDOUT_FILENO)
    errorsAreShown = isatty(STDERR_FILENO) == 1
    let noColour = unsafe getenv("NO_COLOR").map { unsafe $0.pointee != 0 } ?? false
    let isDumb = unsafe getenv("TERM").map { unsafe String(cString: $0) == "dumb" } ?? false
    usesColour = output.isTerminal && !noColour && !isDumb
    width = output.isTerminal ? nil : 80
  }

  /// True where somebody watches standard error.
  var showsProgress: Bool { errorsAreShown }

  /// Says something on standard error; where that is closed, nobody listens.
  func say(_ text: String) {
    _ = try? writeAll(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Says why a command ended, and what to do.
  func complain(_ error: CommandError) {
    let words = error.words
    say(printable("handrail: \(words.headline)\n  \(words.fix)\n"))
  }

  /// Sends what is pending.
  mutating func finish() -> Result<Void, CommandError> {
    do throws(CommandError) {
      try output.flush()
      return .success(())
    } catch {
      return .failure(error)
    }
  }
}
