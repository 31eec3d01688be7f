import HandrailSource

/// A word to put into a line.
struct NewWord {
  var kind: TokenKind
  var keyword: Keyword
  var text: String

  static func word(_ keyword: Keyword) -> NewWord {
    NewWord(kind: .word, keyword: keyword, text: keyword.spelling)
  }

  /// A name, or the keyword that it spells.
  static func name(_ text: String) -> NewWord {
    let bytes = Array(text.utf8)
    let keyword = KeywordTable.shared.keyword(in: bytes.span, 0..<bytes.count)
    return NewWord(kind: .word, keyword: keyword, text: text)
  }

  static func other(_ kind: TokenKind, _ text: String) -> NewWord {
    NewWord(kind: kind, keyword: .none, text: text)
  }
}

/// Words of a line to be replaced by others; either may be none.
struct Change {
  var range: Range<Int>
  var words: [NewWord]

  static func drop(_ token: Int) -> Change { Change(range: token..<token + 1, words: []) }

  static func insert(_ word: NewWord, at token: Int) -> Change {
    Change(range: token..<token, words: [word])
  }

  static func replace(_ token: Int, by words: [NewWord]) -> Change {
    Change(range: token..<token + 1, words: words)
  }
}

/// One line that could not be read, and trials of it with a word changed.
struct LineTrial {
  let source: SourceText
  let file: FileID
  /// The closing newline included.
  let line: [Token]
  /// Where reading stopped.
  let stop: Int
  let context: LineContext
  /// What the block around it has had before.
  var block: BlockState?

  /// Where reading a changed line stops; `nil` where it reads to its end.
  func stop(after changes: [Change]) -> Int? {
    var tokens = line
    for change in changes.reversed() {
      let place = tokens[change.range.lowerBound].range
      tokens.replaceSubrange(
        change.range,
        with: change.words.map { Token(kind: $0.kind, keyword: $0.keyword, range: place) })
    }
    tokens.append(Token(kind: .end, range: tokens[tokens.count - 1].range))
    var parser = Parser(source: source, tokens: tokens)
    do throws(Stop) {
      try parser.line(alone: context)
      return fits(parser) ? nil : 0
    } catch {
      return parser.position
    }
  }

  /// Whether a line that reads alone fits its block: no second `when`, columns as the head has.
  private func fits(_ parser: Parser) -> Bool {
    guard let block, let first = parser.tokens.first else { return true }
    if first.keyword == .when { return block.firstWhen == nil }
    guard let wanted = block.columns, first.kind == .pipe else { return true }
    let found = Columns(of: parser.tokens)
    let isOtherwise = parser.tokens[1].keyword == .otherwise
    return found.outputs == wanted.outputs && (isOtherwise || found.inputs == wanted.inputs)
  }

  func reads(after changes: [Change]) -> Bool { stop(after: changes) == nil }

  /// The edit of the author's text that makes a change.
  func edit(_ change: Change) -> Edit {
    let text = change.words.map(\.text).joined(separator: " ")
    let low = change.range.lowerBound
    if change.range.isEmpty {
      guard low > 0 else {
        return Edit(place(line[0].range.lower, line[0].range.lower), text + " ")
      }
      let at = line[low - 1].range.upper
      return Edit(place(at, at), (text == "," ? "" : " ") + text)
    }
    let first = line[low].range
    let last = line[change.range.upperBound - 1].range
    if text.isEmpty {
      return low > 0
        ? Edit(place(line[low - 1].range.upper, last.upper), "")
        : Edit(place(first.lower, line[change.range.upperBound].range.lower), "")
    }
    return Edit(place(first.lower, last.upper), text)
  }

  func edits(_ changes: [Change]) -> [Edit] { changes.map { edit($0) } }

  func place(_ lower: UInt32, _ upper: UInt32) -> SourcePlace {
    SourcePlace(file: file, range: ByteRange(lower, upper))
  }

  func place(_ token: Int) -> SourcePlace {
    SourcePlace(file: file, range: line[min(max(token, 0), line.count - 1)].range)
  }

  func text(_ token: Int) -> String { source.text(line[token].range) }

  /// The words of a run of tokens as the author wrote them.
  func text(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    return source.text(ByteRange(line[first].range.lower, line[last].range.upper))
  }

  /// The position of the closing newline.
  var end: Int { line.count - 1 }
}

extension Parser {
  /// Reads one line by itself, as a trial.
  mutating func line(alone context: LineContext) throws(Stop) {
    isTrial = true
    switch context {
    case .heading(let heading):
      guard at(heading.keyword) else { throw Stop() }
      try headingLine(heading)
    case .clause(let heading, let lead):
      block = BlockState(heading, start: 0)
      block.lead = lead
      try clause(under: heading)
    case .dash(let dash):
      let mark = open()
      try take(dash.mark)
      switch dash {
      case .entry: try entry()
      case .subEntry: try subEntry()
      case .step: try step(mark)
      }
    }
    guard at(.end) else { throw Stop() }
  }
}
