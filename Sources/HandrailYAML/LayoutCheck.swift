/// The rules of YAML 1.2 on the bytes of a file that libyaml lets pass.
///
/// Sees each event in order. What lies between two events is only space, line ends, comments and
/// marks, so a `#` there always starts a comment.
struct LayoutCheck {
  private let text: CheckedText
  /// Everything before has been looked at.
  private var seen = 0
  /// The column of each open block collection, innermost last.
  private var blocks: [Int] = []
  /// For each open collection, whether it stands in brackets.
  private var isFlow: [Bool] = []

  init(_ text: CheckedText) { self.text = text }

  /// The column that a value's further lines must pass; -1 outside any block collection.
  private var floor: Int { blocks.last ?? -1 }
  private var isInFlow: Bool { isFlow.last ?? false }

  mutating func see(_ event: YAMLEvent, _ range: Range<Int>) throws(YAMLError) {
    try checkGap(upTo: range.lowerBound)
    switch event.kind {
    case .scalar(.block): try checkBlockScalar(from: range.lowerBound)
    case .scalar(let style): try checkScalar(range, style)
    case .sequenceStart(let isFlow): open(isFlow, event.start.column)
    case .mappingStart(let isFlow):
      if isFlow && text.content[range.lowerBound...].first == Byte.question {
        try checkQuestionMark(before: range.lowerBound + 1)
      }
      open(isFlow, event.start.column)
    case .sequenceEnd, .mappingEnd: close()
    case .streamStart, .streamEnd, .documentStart, .documentEnd, .alias: break
    }
    seen = max(seen, range.upperBound)
  }

  private mutating func open(_ startsFlow: Bool, _ column: Int) {
    isFlow.append(startsFlow)
    if !startsFlow { blocks.append(column) }
  }

  private mutating func close() {
    if isFlow.popLast() == false { _ = blocks.popLast() }
  }

  private func checkGap(upTo end: Int) throws(YAMLError) {
    var offset = seen
    while offset < end {
      let byte = text.content[offset]
      if byte == Byte.hash {
        guard offset == 0 || Byte.isBlank(text.content[offset - 1]) else {
          throw text.error(.commentWithoutSpace, at: offset)
        }
        offset = lineEnd(from: offset)
        continue
      }
      offset += 1
      if isInFlow && byte == Byte.question { try checkQuestionMark(before: offset) }
      if isInFlow && Byte.isLineEnd(byte) { try checkIndent(ofLineAt: offset) }
    }
  }

  /// In brackets libyaml takes every `?` for a mark, in YAML it may start a word.
  private func checkQuestionMark(before offset: Int) throws(YAMLError) {
    guard offset < text.content.count, !Byte.isBlank(text.content[offset]) else { return }
    throw text.error(.reservedMark("?"), at: offset - 1)
  }

  private func checkScalar(_ range: Range<Int>, _ style: YAMLEvent.Style) throws(YAMLError) {
    if style == .plain && range.count == 1 && text.content[range.lowerBound] == Byte.dash {
      throw text.error(.loneMark("-"), at: range.lowerBound)
    }
    for offset in range where Byte.isLineEnd(text.content[offset]) {
      try checkIndent(ofLineAt: offset + 1)
    }
  }

  /// A value's further line stands right of what it belongs to; a closing bracket may stand level.
  private func checkIndent(ofLineAt start: Int) throws(YAMLError) {
    let spaces = countSpaces(from: start)
    guard spaces <= floor else { return }
    var first = start + spaces
    while first < text.content.count && Byte.isSpaceOrTab(text.content[first]) { first += 1 }
    guard first < text.content.count else { return }
    switch text.content[first] {
    case let byte where Byte.isLineEnd(byte) || byte == Byte.hash: return
    case Byte.closingBracket, Byte.closingBrace:
      if spaces == floor && first == start + spaces { return }
    case _: break
    }
    throw text.error(first > start + spaces ? .tab : .underIndented, at: start + spaces)
  }

  private func checkBlockScalar(from start: Int) throws(YAMLError) {
    var offset = start + 1
    var hasDigit = false
    while offset < text.content.count, Byte.isHeaderMark(text.content[offset]) {
      hasDigit = hasDigit || Byte.isDigit(text.content[offset])
      offset += 1
    }
    if offset < text.content.count && text.content[offset] == Byte.hash {
      throw text.error(.commentWithoutSpace, at: offset)
    }
    if !hasDigit { try checkLeadingBlankLines(from: lineEnd(from: offset)) }
  }

  /// The first line of a text sets its indent, so an empty line before it may not be longer.
  private func checkLeadingBlankLines(from start: Int) throws(YAMLError) {
    var offset = start
    var longest = 0
    while offset < text.content.count {
      if Byte.isLineEnd(text.content[offset]) {
        offset += 1
        continue
      }
      let spaces = countSpaces(from: offset)
      let first = offset + spaces
      guard first < text.content.count, Byte.isLineEnd(text.content[first]) else {
        if spaces > floor && spaces < longest { throw text.error(.longBlankLine, at: first) }
        return
      }
      longest = max(longest, spaces)
      offset = first
    }
  }

  private func countSpaces(from start: Int) -> Int {
    var offset = start
    while offset < text.content.count && text.content[offset] == Byte.space { offset += 1 }
    return offset - start
  }

  private func lineEnd(from start: Int) -> Int {
    var offset = start
    while offset < text.content.count && !Byte.isLineEnd(text.content[offset]) { offset += 1 }
    return offset
  }
}

private enum Byte {
  static let space: UInt8 = 0x20
  static let hash: UInt8 = 0x23
  static let dash: UInt8 = 0x2D
  static let question: UInt8 = 0x3F
  static let closingBracket: UInt8 = 0x5D
  static let closingBrace: UInt8 = 0x7D

  static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
  static func isSpaceOrTab(_ byte: UInt8) -> Bool { byte == space || byte == 0x09 }
  static func isBlank(_ byte: UInt8) -> Bool { isSpaceOrTab(byte) || isLineEnd(byte) }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  /// A digit, `+` or `-`.
  static func isHeaderMark(_ byte: UInt8) -> Bool { isDigit(byte) || byte == 0x2B || byte == dash }
}
