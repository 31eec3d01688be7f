import Glibc
import Handrail
import HandrailReporting
import HandrailSource

/// What the command line of `fix` asks for: paths, codes and a choice.
struct FixWishes {
  private(set) var paths: [String] = []
  /// Codes and names of rules, as messages bear them; empty: all messages.
  private(set) var codes: Set<String> = []
  /// Of a code that was named with a line: only what is said of that line.
  private(set) var line: Int?
  let choose: Int?

  /// Tells codes from paths: a code is one that a message can bear.
  init(_ named: [String], choose: Int?) throws(CommandError) {
    self.choose = choose
    for word in named {
      if let code = FixWishes.code(word) {
        codes.insert(code)
      } else if let (code, line) = FixWishes.codeAtLine(word) {
        codes.insert(code)
        self.line = line
      } else if FixWishes.looksLikeCode(word), unsafe access(word, F_OK) != 0 {
        throw .badCommand(
          "there is no message or rule called `\(word)`",
          fix: "name it as `handrail check` prints it, such as PL0110")
      } else {
        paths.append(word)
      }
    }
    if paths.isEmpty { paths = ["."] }
    if let line, codes.count > 1 || line < 1 {
      throw .badCommand("`:\(line)` is about one code", fix: "name it alone, such as PL0110:12")
    }
    guard let choose else { return }
    guard codes.count == 1 else {
      throw .badCommand("`--choose` is about one code", fix: "name it, such as PL0110")
    }
    guard choose >= 1 else {
      throw .badCommand("`\(choose)` is no choice", fix: "choices count from 1")
    }
  }

  /// `PL0110:12`: what a code says of one line.
  private static func codeAtLine(_ word: String) -> (code: String, line: Int)? {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let code = code(String(parts[0])), let line = Int(parts[1]) else {
      return nil
    }
    return (code, line)
  }

  /// The code as messages bear it; `nil` where none does.
  private static func code(_ word: String) -> String? {
    let upper = word.uppercased()
    if diagnosticPageCodes.contains(upper) { return upper }
    return lintRuleNames.contains(word) ? word : nil
  }

  /// `PL9999`, or `style-colour`: a category of rules, and no path.
  private static func looksLikeCode(_ word: String) -> Bool {
    let letters = Array(word.utf8)
    let isCode =
      letters.count == 6 && word.uppercased().hasPrefix("PL")
      && letters.dropFirst(2).allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    let categories = lintRuleNames.compactMap { $0.split(separator: "-").first }
    let isRule =
      letters.allSatisfy { $0 == 0x2D || ($0 >= 0x61 && $0 <= 0x7A) }
      && categories.contains { word.hasPrefix($0 + "-") }
    return isCode || isRule
  }

  func areAbout(_ diagnostic: Diagnostic, in sources: [SourceText]) -> Bool {
    guard codes.isEmpty || codes.contains(diagnostic.code) else { return false }
    guard let line else { return true }
    let place = diagnostic.place
    return sources.indices.contains(place.file.offset)
      && sources[place.file.offset].line(at: place.range.lower) == line
  }

  /// Which of a message's fixes the command line itself picks, counted from 1.
  func choice(for diagnostic: Diagnostic) -> Int? {
    guard codes.contains(diagnostic.code) else { return nil }
    if let choose { return choose <= diagnostic.fixes.count ? choose : nil }
    guard diagnostic.fixes.count == 1, diagnostic.fixes[0].level == .fill else { return nil }
    return 1
  }
}
