import HandrailSource

/// What the lexer makes of one file.
struct Lexed {
  /// Ends with an `.end` token; a `.newline` token closes every line that has tokens.
  var tokens: [Token] = []
  /// In the order of the text.
  var flaws: [Flaw] = []
}

/// Reads the tokens of a file.
///
/// Never fails: what is no token becomes `.invalid` and a flaw.
func lex(_ source: SourceText) -> Lexed {
  var lexer = Lexer()
  lexer.run(source.bytes.span)
  return lexer.lexed
}

/// The state is an offset; the bytes are a parameter.
///
/// Invariant: token ranges ascend and do not overlap; between them lie only spaces, comments, line
/// ends after a comma, and bytes that a flaw names.
struct Lexer {
  static let mostBytes = 16 << 20
  static let mostTokens = 8_000_000
  private static let mostFlaws = 100_000

  var lexed = Lexed()
  var offset = 0
  private let keywords = KeywordTable.shared
  /// The line end after a comma: trivia, unless a heading or the end of the file follows.
  private var heldLineEnd: ByteRange?

  mutating func run(_ bytes: Span<UInt8>) {
    guard bytes.count <= Self.mostBytes else {
      refuse(from: 0, bytes)
      return
    }
    lexed.tokens.reserveCapacity(bytes.count / 5 + 16)
    while offset < bytes.count {
      if lexed.tokens.count >= Self.mostTokens {
        refuse(from: offset, bytes)
        return
      }
      token(bytes)
    }
    let end = ByteRange(bytes.count..<bytes.count)
    if let held = heldLineEnd {
      lexed.tokens.append(Token(kind: .newline, range: held))
    } else if let last = lexed.tokens.last, last.kind != .newline {
      lexed.tokens.append(Token(kind: .newline, range: end))
    }
    lexed.tokens.append(Token(kind: .end, range: end))
  }

  /// What is left of a file beyond the limits is one token that nothing accepts.
  private mutating func refuse(from start: Int, _ bytes: Span<UInt8>) {
    let range = ByteRange(start..<bytes.count)
    let end = ByteRange(bytes.count..<bytes.count)
    flaw(.tooLarge, start..<min(start + 1, bytes.count))
    lexed.tokens.append(Token(kind: .invalid, range: range))
    lexed.tokens.append(Token(kind: .newline, range: end))
    lexed.tokens.append(Token(kind: .end, range: end))
  }

  /// Reads one token or one piece of trivia.
  private mutating func token(_ bytes: Span<UInt8>) {
    let byte = bytes[offset]
    switch byte {
    case 0x20, 0x09: offset += 1
    case 0x61...0x7A: word(bytes)
    case 0x0A: lineEnd(length: 1)
    case 0x0D: carriageReturn(bytes)
    case 0x2C: add(.comma, length: 1)
    case 0x7C: add(.pipe, length: 1)
    case 0x30...0x39: number(bytes)
    case 0x2D: dash(bytes)
    case 0x22: text(bytes)
    case 0x23: comment(bytes)
    case 0x41...0x5A: capitals(bytes)
    default: strange(bytes)
    }
  }

  /// Beyond some number, more flaws tell nobody anything.
  mutating func flaw(_ kind: FlawKind, _ range: Range<Int>) {
    guard lexed.flaws.count < Self.mostFlaws else { return }
    lexed.flaws.append(Flaw(kind: kind, range: ByteRange(range)))
  }

  /// Appends a token that starts at the offset, and moves past it.
  mutating func add(_ kind: TokenKind, length: Int) {
    heldLineEnd = nil
    lexed.tokens.append(Token(kind: kind, range: ByteRange(offset..<offset + length)))
    offset += length
  }

  /// Appends an invalid token and its flaw.
  mutating func addInvalid(_ flaw: FlawKind, length: Int) {
    self.flaw(flaw, offset..<offset + length)
    add(.invalid, length: length)
  }

  private mutating func word(_ bytes: Span<UInt8>) {
    var end = offset + 1
    while end < bytes.count && isNameByte(bytes[end]) { end += 1 }
    guard end < bytes.count && continuesName(bytes, at: end) else {
      addWord(bytes, end)
      return
    }
    while end + 1 < bytes.count && bytes[end] == 0x2E && isLower(bytes[end + 1]) {
      end += 2
      while end < bytes.count && isNameByte(bytes[end]) { end += 1 }
    }
    if end < bytes.count && continuesName(bytes, at: end) {
      addInvalid(.badName, length: badNameEnd(bytes) - offset)
    } else {
      add(.word, length: end - offset)
    }
  }

  private mutating func addWord(_ bytes: Span<UInt8>, _ end: Int) {
    let keyword = keywords.keyword(in: bytes, offset..<end)
    if let held = heldLineEnd, keyword.heading != nil, !isFollowedByIs(bytes, end) {
      lexed.tokens.append(Token(kind: .newline, range: held))
    }
    heldLineEnd = nil
    let range = ByteRange(offset..<end)
    lexed.tokens.append(Token(kind: .word, keyword: keyword, range: range))
    offset = end
  }

  /// Whether `is` comes next on the line: then a heading word was meant as a name.
  private func isFollowedByIs(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
    var next = end
    while next < bytes.count && (bytes[next] == 0x20 || bytes[next] == 0x09) { next += 1 }
    guard next > end && bytes.count - next > 2 else { return false }
    return bytes[next] == 0x69 && bytes[next + 1] == 0x73 && !isNameByte(bytes[next + 2])
  }

  private mutating func dash(_ bytes: Span<UInt8>) {
    let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0x0A
    if isDigit(next) {
      number(bytes)
    } else if next == 0x3E {
      add(.arrow, length: 2)
    } else if next == 0x2D {
      var end = offset + 2
      while end < bytes.count && bytes[end] == 0x2D { end += 1 }
      if end - offset == 2 {
        add(.doubleDash, length: 2)
      } else {
        addInvalid(.manyDashes, length: end - offset)
      }
    } else {
      add(.dash, length: 1)
    }
  }

  private mutating func carriageReturn(_ bytes: Span<UInt8>) {
    if offset + 1 < bytes.count && bytes[offset + 1] == 0x0A {
      lineEnd(length: 2)
    } else {
      flaw(.invisible, offset..<offset + 1)
      lineEnd(length: 1)
    }
  }

  private mutating func lineEnd(length: Int) {
    let range = ByteRange(offset..<offset + length)
    offset += length
    guard let last = lexed.tokens.last, last.kind != .newline else { return }
    if last.kind != .comma {
      lexed.tokens.append(Token(kind: .newline, range: range))
    } else if heldLineEnd == nil {
      heldLineEnd = range
    }
  }

  private mutating func comment(_ bytes: Span<UInt8>) {
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x0A || byte == 0x0D { return }
      if byte >= 0x20 && byte < 0x7F || byte == 0x09 {
        offset += 1
      } else {
        offset += passScalar(bytes, isText: false)
      }
    }
  }

  /// Looks at a scalar inside a comment or a text; the length to move on by.
  mutating func passScalar(_ bytes: Span<UInt8>, isText: Bool) -> Int {
    guard let scalar = decodeScalar(bytes, at: offset) else {
      flaw(.notUTF8, offset..<offset + 1)
      return 1
    }
    let sort = sort(of: scalar.value)
    if sort == .hidden || (sort == .joiner && !isText) {
      flaw(.invisible, offset..<offset + scalar.length)
    }
    return scalar.length
  }
}
