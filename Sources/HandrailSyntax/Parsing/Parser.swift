import HandrailSource

/// Thrown where a line cannot go on; the parser's position says where.
struct Stop: Error {}

/// Reads the tokens into a tree, one function a production, one token of look-ahead.
///
/// Never fails: a line that cannot be read becomes one `unexpected` node and one `Failure`, from
/// which messages are made afterwards. Nothing here recurses on the size of the input: groups are
/// two deep in the grammar.
///
/// Invariant: `position` never passes the end token; nodes stand children before parents.
struct Parser {
  let source: SourceText
  let tokens: [Token]
  var position = 0
  var nodes: [Node] = []
  var childIDs: [NodeID] = []
  /// Nodes that no parent has taken yet.
  var pending: [NodeID] = []
  var failures = Failures()
  /// What the next line was taken for, where it is no line of the block that it stands in.
  var nextGuess: HeadingGuess?
  /// What the block that is being read has had so far.
  var block = BlockState(.policy, start: 0)
  /// Where tests are joined, if both words are borne on one line.
  var joints: Joints?
  /// In a trial one line is read alone, without the dash lines that follow it.
  var isTrial = false

  init(source: SourceText, tokens: [Token]) {
    self.source = source
    self.tokens = tokens
  }

  // MARK: Looking

  var current: Token { tokens[position] }

  var next: Token { tokens[min(position + 1, tokens.count - 1)] }

  func at(_ kind: TokenKind) -> Bool { tokens[position].kind == kind }

  func at(_ keyword: Keyword) -> Bool { tokens[position].keyword == keyword }

  /// A word that may be a name here.
  var atName: Bool { current.kind == .word && !current.keyword.isReserved }

  // MARK: Taking

  private mutating func advance() {
    if tokens[position].kind != .end { position += 1 }
  }

  mutating func take(_ kind: TokenKind) throws(Stop) { try take(kind: kind) }

  /// The same, said where a keyword has the kind's name.
  mutating func take(kind: TokenKind) throws(Stop) {
    guard at(kind) else { throw Stop() }
    advance()
  }

  mutating func take(_ keyword: Keyword) throws(Stop) { try take(word: keyword) }

  /// The same, said where a kind of token has the word's name.
  mutating func take(word keyword: Keyword) throws(Stop) {
    guard at(keyword) else { throw Stop() }
    advance()
  }

  mutating func take(_ first: Keyword, _ second: Keyword) throws(Stop) {
    try take(first)
    try take(second)
  }

  mutating func take(_ first: Keyword, _ second: Keyword, _ third: Keyword) throws(Stop) {
    try take(first)
    try take(second)
    try take(third)
  }

  /// Takes whatever token is there.
  mutating func skipWord() { advance() }

  /// Takes the token if it is there.
  mutating func skip(_ kind: TokenKind) -> Bool {
    guard at(kind) else { return false }
    advance()
    return true
  }

  /// Takes the word if it is there.
  mutating func skip(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  mutating func takeName() throws(Stop) {
    guard atName else { throw Stop() }
    advance()
  }

  mutating func takeOne(of keywords: Keyword...) throws(Stop) {
    guard keywords.contains(current.keyword) else { throw Stop() }
    advance()
  }

  mutating func endOfLine() throws(Stop) { try take(.newline) }

  /// A valid file has about as many nodes as tokens.
  mutating func reserve() {
    nodes.reserveCapacity(tokens.count)
    childIDs.reserveCapacity(tokens.count)
  }

  // MARK: Building

  /// Where a node began.
  struct Mark {
    var token: Int
    var pending: Int
  }

  func open() -> Mark { Mark(token: position, pending: pending.count) }

  /// Ends a node: everything that is pending since the mark becomes its children.
  mutating func close(_ kind: NodeKind, _ mark: Mark) {
    let firstChild = childIDs.count
    for index in mark.pending..<pending.count { childIDs.append(pending[index]) }
    pending.removeLast(pending.count - mark.pending)
    pending.append(NodeID(rawValue: UInt32(nodes.count)))
    nodes.append(
      Node(
        kind: kind, firstToken: TokenID(rawValue: UInt32(mark.token)),
        tokenCount: UInt32(position - mark.token), firstChild: UInt32(firstChild),
        childCount: UInt32(childIDs.count - firstChild)))
  }

  /// A point to come back to when a line turns out unreadable.
  struct Savepoint {
    var position: Int
    var nodes: Int
    var childIDs: Int
    var pending: Int
  }

  func save() -> Savepoint {
    Savepoint(
      position: position, nodes: nodes.count, childIDs: childIDs.count, pending: pending.count)
  }

  mutating func restore(_ point: Savepoint) {
    position = point.position
    dropNodes(since: point)
  }

  /// Forgets what was built, and keeps the position.
  mutating func dropNodes(since point: Savepoint) {
    nodes.removeLast(nodes.count - point.nodes)
    childIDs.removeLast(childIDs.count - point.childIDs)
    pending.removeLast(pending.count - point.pending)
  }
}
