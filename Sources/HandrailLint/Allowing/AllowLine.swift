import HandrailEngine
import HandrailSource

/// A comment that allows a finding for a while: `# allow RULE until 2026-09-30: reason`.
struct AllowLine {
  /// The comment, from its `#` to its end.
  let place: SourcePlace
  /// The bytes whose findings it allows: a line with what is written deeper, or a whole heading.
  let covered: ByteRange
  /// The name after `allow`, as written.
  let rule: String
  /// `nil` where the rest is not as it should be.
  let until: CalendarDate?
  /// The line with its line end, for an edit that takes it away.
  let wholeLine: SourcePlace

  /// The allowing lines of a file, from the top.
  ///
  /// Read from the bottom, so that a heap of comments finds what stands below it once.
  static func all(in source: SourceText, _ file: FileID) -> [AllowLine] {
    var lines: [AllowLine] = []
    var below = source.lineStarts.count + 1
    var block: (line: Int, range: ByteRange)?
    for number in stride(from: source.lineStarts.count, through: 1, by: -1) {
      guard source.line(number, startsWith: UInt8(ascii: "#")) else {
        below = number
        continue
      }
      if block?.line != below { block = (below, source.block(at: below)) }
      guard let covered = block?.range else { continue }
      if let line = AllowLine(source, line: number, file, covered) { lines.append(line) }
    }
    return lines.reversed()
  }

  /// A comment about `allow` and the name of a rule or code; other comments are the author's own.
  private init?(_ source: SourceText, line: Int, _ file: FileID, _ covered: ByteRange) {
    let range = source.lineRange(line)
    guard let start = range.offsets.first(where: { !isSpace(source.bytes[$0]) }),
      source.bytes[start] == UInt8(ascii: "#")
    else { return nil }
    let text = source.text(ByteRange(start + 1..<Int(range.upper)))
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count >= 2, words[0] == "allow" else { return nil }
    let named = words[1].hasSuffix(":") ? words[1].dropLast() : words[1]
    guard AllowLine.looksLikeRule(named) else { return nil }
    rule = String(named)
    place = SourcePlace(file: file, range: ByteRange(UInt32(start), range.upper))
    until = AllowLine.date(after: words)
    self.covered = covered
    wholeLine = SourcePlace(
      file: file, range: ByteRange(source.lineStarts[line - 1], source.start(ofLine: line + 1)))
  }

  /// `safe-way-out`, or a code such as `PL0704`.
  private static func looksLikeRule(_ word: Substring) -> Bool {
    if word.hasPrefix("PL"), word.utf8.count == 6 {
      return word.dropFirst(2).allSatisfy(\.isNumber)
    }
    guard let dash = word.firstIndex(of: "-") else { return false }
    return LintRule.all.contains { $0.name.hasPrefix(word[...dash]) }
  }

  /// The day in `until DATE: reason`; a reason has to follow.
  private static func date(after words: [Substring]) -> CalendarDate? {
    guard words.count >= 5, words[2] == "until", words[3].hasSuffix(":") else { return nil }
    let parts = words[3].dropLast().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    return CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
  }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

extension SourceText {
  /// A line with all that is written deeper below it; nothing at a blank line.
  fileprivate func block(at first: Int) -> ByteRange {
    guard let depth = depth(ofLine: first) else { return ByteRange(0, 0) }
    var end = first + 1
    var last = first
    while end <= lineStarts.count {
      if let other = self.depth(ofLine: end), !line(end, startsWith: UInt8(ascii: "#")) {
        guard other > depth else { break }
        last = end
      }
      end += 1
    }
    return ByteRange(lineStarts[first - 1], lineRange(last).upper + 1)
  }

  /// Spaces before the first sign of a line; `nil` where it is blank or none.
  private func depth(ofLine number: Int) -> Int? {
    guard number <= lineStarts.count, !isBlank(line: number) else { return nil }
    return bytes[lineRange(number).offsets].prefix(while: isSpace).count
  }
}
