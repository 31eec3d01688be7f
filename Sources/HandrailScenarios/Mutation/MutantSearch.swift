import HandrailEngine
import HandrailSource
import HandrailSyntax

/// Finds every change of one file: constants a step up and down, lines dropped.
struct MutantSearch {
  private let tree: SyntaxTree
  private(set) var mutants: [Mutant] = []

  /// Headings that mean something for a decision; declarations and checks are left alone.
  private static let changed: Set<NodeKind> = [
    .define, .calendar, .queue, .prefer, .rule, .table, .choose, .first, .approval, .offer,
    .disclosure, .conduct, .handoff, .returnToAI, .assist, .oversight, .afterwards,
  ]

  init(_ source: SourceText) {
    tree = parse(source).value
    for item in tree.children(tree.root) where Self.changed.contains(tree.kind(item)) {
      let lines = tree.tokens(of: item).split { $0.kind == .newline || $0.kind == .end }
      for (position, line) in lines.enumerated() where !isWords(line) {
        for token in line { changeConstant(token, of: line) }
        if position > 0 || tree.kind(item) == .prefer { drop(line) }
      }
    }
  }

  /// True for lines that are told and decide nothing: owner, source, because, review by.
  private func isWords(_ line: ArraySlice<Token>) -> Bool {
    guard let first = line.first else { return true }
    switch tree.text(first) {
    case "owner", "source", "because": return true
    case "review": return line.dropFirst().first.map { tree.text($0) } == "by"
    case _: return false
    }
  }

  private mutating func changeConstant(_ token: Token, of line: ArraySlice<Token>) {
    let written = tree.text(token)
    let steps: [String]
    switch token.kind {
    case .number: steps = [-1, 1].compactMap { stepped(written, by: $0) }
    case .percent:
      steps = [-1, 1].compactMap { stepped(String(written.dropLast()), by: $0).map { $0 + "%" } }
    case .date: steps = [-1, 1].compactMap { steppedDate(written, by: $0) }
    case .time: steps = [-1, 1].compactMap { steppedTime(written, by: $0) }
    case .word, .currency, .zone, .string, .comma, .pipe, .arrow, .dash, .doubleDash, .newline,
      .invalid, .end:
      return
    }
    for step in steps {
      mutants.append(
        Mutant(
          path: tree.source.path, range: token.range, replacement: step,
          line: tree.source.line(at: token.range.lower), text: words(line),
          change: "\(written) -> \(step)"))
    }
  }

  private mutating func drop(_ line: ArraySlice<Token>) {
    guard let first = line.first, let last = line.last else { return }
    let source = tree.source
    let end = source.line(at: last.range.lower)
    let upper =
      end < source.lineStarts.count ? source.lineStarts[end] : UInt32(source.bytes.count)
    let number = source.line(at: first.range.lower)
    mutants.append(
      Mutant(
        path: source.path, range: ByteRange(source.lineStarts[number - 1], upper),
        replacement: "", line: number, text: words(line), change: ""))
  }

  private func words(_ line: ArraySlice<Token>) -> String {
    guard let first = line.first, let last = line.last else { return "" }
    let text = tree.source.text(ByteRange(first.range.lower, last.range.upper))
    return text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }
      .joined(separator: " ")
  }
}

/// The number with its last digit one more or less: `0.7` becomes `0.8`, `GBP 40.50` `40.51`.
private func stepped(_ written: String, by step: Int64) -> String? {
  let places = written.split(separator: ".", maxSplits: 1).dropFirst().first?.utf8.count ?? 0
  guard places <= 18, let digits = Int64(written.filter { $0 != "." }) else { return nil }
  let (value, isTooLarge) = digits.addingReportingOverflow(step)
  if isTooLarge { return nil }
  let text = String(value.magnitude)
  let padded = String(repeating: "0", count: max(0, places + 1 - text.utf8.count)) + text
  let sign = value < 0 ? "-" : ""
  guard places > 0 else { return sign + padded }
  return "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
}

private func steppedDate(_ written: String, by step: Int32) -> String? {
  let parts = written.split(separator: "-").compactMap { Int($0) }
  guard parts.count == 3,
    let date = CalendarDate(year: parts[0], month: parts[1], day: parts[2])
  else { return nil }
  return CalendarDate(daysSince1970: date.daysSince1970 + step).text
}

private func steppedTime(_ written: String, by step: Int) -> String? {
  let parts = written.split(separator: ":").compactMap { Int($0) }
  guard parts.count == 2, (0...24).contains(parts[0]), (0...59).contains(parts[1]) else {
    return nil
  }
  let minutes = parts[0] * 60 + parts[1] + step
  guard minutes >= 0 && minutes <= 1_440 else { return nil }
  func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
  return "\(padded(minutes / 60)):\(padded(minutes % 60))"
}
