import Foundation
import HandrailSource
import HandrailSyntax

/// `--parse-speed FILE…` prints how fast files are read, and what the slowest hostile text takes.
///
/// Says whether that was asked for.
func measuresParsing(_ arguments: [String]) throws -> Bool {
  guard arguments.first == "--parse-speed" else { return false }
  for path in arguments.dropFirst() { print(try measureParsing(path: path)) }
  print(measureHostileParsing())
  return true
}

/// Reads a policy again and again, and says how many megabytes a second that was.
///
/// The text is doubled until it has 4 MB, so that the figure is of a file that fits no cache; only
/// the first header counts as one, so the copies follow without it.
func measureParsing(path: String) throws -> String {
  let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: true)
  var items = parts.count == 2 ? "\n\n" + parts[1] : ""
  while !items.isEmpty && items.utf8.count < 4_000_000 { items += items }
  let source = SourceText(path: path, text: (parts.first.map(String.init) ?? "") + items)
  var best = Double.infinity
  var messages = 0
  for _ in 0..<20 {
    let took = ContinuousClock().measure { messages = parse(source).diagnostics.count }
    best = min(best, seconds(took))
  }
  let speed = Double(source.bytes.count) / best / 1_000_000
  return "\(path): \(source.bytes.count) bytes, \(messages) messages, \(Int(speed)) MB/s"
}

/// Reads texts that are built to be slow, and says how long the slowest took.
func measureHostileParsing() -> String {
  let pieces = [
    "(", "[", "all of ", "-", "- ", "-- ", "|", "| a ", "->", "\"", "\\\"", "a.", "a,", ",", "1,",
    "1.",
    "not ", "and ", "a and ", "a plus ", "AAA+", "A", "é", "“", "> ", "£1 ", "'", "=", "  ,\n",
    "- all of\n", "when all of\n", "-- any of\n", "if closed or waited too long\n", "rule\n",
    "rul\n", "x is yes\n", "use \"x\n", "# x\n,\n", "a,\n", "policy p version 1\n", "\r",
    "\u{200B}",
    "a\u{200B}", "LateFees ", "8pm ", "x y\n", "  x y\n", "| a -> queue |\n", "| a | -> b |\n",
  ]
  var slowest = (0.0, "")
  for piece in pieces {
    for start in ["", "policy p version 1\nrule r\n  when ", "policy p version 1\ntable t\n"] {
      let text = start + String(repeating: piece, count: 200_000)
      let source = SourceText(path: "hostile", text: text)
      let took = seconds(
        ContinuousClock().measure { _ = format(parse(source).value) })
      if took > slowest.0 { slowest = (took, (start + piece).debugDescription) }
    }
  }
  return "slowest hostile text: \(slowest.1) 200,000 times, read and formatted in "
    + "\(Int(slowest.0 * 1000)) ms"
}

private func seconds(_ duration: Duration) -> Double {
  let parts = duration.components
  return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
}
