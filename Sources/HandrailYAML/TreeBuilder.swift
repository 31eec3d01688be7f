import HandrailSource

/// Makes the flat tree from events, and refuses what we do not read.
struct TreeBuilder {
  private let text: CheckedText
  private var nodes = Table<YAMLNodeID, YAMLNode>()
  private var children: [YAMLNodeID] = []
  private var texts: [UInt8] = []
  /// Finished nodes whose parents are still open.
  private var waiting: [YAMLNodeID] = []
  private var open: [OpenCollection] = []
  private var documentCount = 0

  private struct OpenCollection {
    let isMapping: Bool
    let isFlow: Bool
    let start: Int
    let mark: EventMark
    /// Where its children start in `waiting`.
    let firstChild: Int
  }

  init(_ text: CheckedText) { self.text = text }

  mutating func add(_ event: YAMLEvent, _ range: Range<Int>) throws(YAMLError) {
    try refuseProperties(event, range.lowerBound)
    switch event.kind {
    case .documentStart(let hasDirective):
      documentCount += 1
      if documentCount > 1 { throw text.error(.severalDocuments, at: range.lowerBound) }
      if hasDirective { throw text.error(.directive, at: range.lowerBound) }
    case .alias: throw text.error(.alias, at: range.lowerBound)
    case .scalar(let style): try addScalar(event, style, range)
    case .sequenceStart(let isFlow): try begin(event, isMapping: false, isFlow, range.lowerBound)
    case .mappingStart(let isFlow): try begin(event, isMapping: true, isFlow, range.lowerBound)
    case .sequenceEnd, .mappingEnd: try end(range)
    case .streamStart, .streamEnd, .documentEnd: break
    }
  }

  func document() throws(YAMLError) -> YAMLDocument {
    guard let root = waiting.last, !isEmptyPlain(root) else { throw text.error(.empty, at: 0) }
    return YAMLDocument(nodes: nodes, root: root, children: children, texts: texts)
  }

  /// libyaml drops the tag `!`, so the byte itself is looked at too.
  private func refuseProperties(_ event: YAMLEvent, _ start: Int) throws(YAMLError) {
    let first = start < text.content.count ? text.content[start] : 0
    switch event.kind {
    case .scalar, .sequenceStart, .mappingStart:
      if event.hasTag || first == 0x21 { throw text.error(.tag, at: start) }
      if event.hasAnchor { throw text.error(.anchor, at: start) }
    case .streamStart, .streamEnd, .documentStart, .documentEnd, .alias, .sequenceEnd, .mappingEnd:
      break
    }
  }

  private var isAtKey: Bool {
    guard let parent = open.last, parent.isMapping else { return false }
    return (waiting.count - parent.firstChild).isMultiple(of: 2)
  }

  private mutating func addScalar(
    _ event: YAMLEvent, _ style: YAMLEvent.Style, _ range: Range<Int>
  ) throws(YAMLError) {
    let isPlain = style == .plain
    if isAtKey && isPlain && event.text.isEmpty {
      throw text.error(.emptyKey, at: range.lowerBound)
    }
    if isAtKey && isPlain && event.text == [0x3C, 0x3C] {
      throw text.error(.mergeKey, at: range.lowerBound)
    }
    let start = texts.count
    texts.append(contentsOf: event.text)
    let kind = YAMLNodeKind.scalar(text: ByteRange(start..<texts.count), isPlain: isPlain)
    try append(kind, range, event.start)
  }

  private mutating func begin(
    _ event: YAMLEvent, isMapping: Bool, _ isFlow: Bool, _ start: Int
  ) throws(YAMLError) {
    if isAtKey { throw text.error(.complexKey, at: start) }
    if open.count == YAMLLimits.depth { throw text.error(.tooDeep, at: start) }
    open.append(
      OpenCollection(
        isMapping: isMapping, isFlow: isFlow, start: start, mark: event.start,
        firstChild: waiting.count))
  }

  private mutating func end(_ range: Range<Int>) throws(YAMLError) {
    // libyaml closes only what it opened; were it otherwise, the file would be at fault, not us.
    guard let collection = open.popLast() else {
      throw text.error(.malformed, at: range.lowerBound)
    }
    let first = children.count
    children.append(contentsOf: waiting[collection.firstChild...])
    waiting.removeSubrange(collection.firstChild...)
    // A block collection has no closing mark: it ends where its last child does.
    let last = children.count > first ? children[children.count - 1] : nil
    let lastEnd = last.map { Int(nodes[$0].range.upper) - text.skipped } ?? collection.start
    let end = collection.isFlow ? max(range.upperBound, lastEnd) : lastEnd
    let members = ByteRange(first..<children.count)
    if collection.isMapping { try refuseDuplicates(members) }
    try append(
      collection.isMapping ? .mapping(keysAndValues: members) : .sequence(items: members),
      collection.start..<max(end, collection.start), collection.mark)
  }

  private mutating func append(
    _ kind: YAMLNodeKind, _ range: Range<Int>, _ mark: EventMark
  ) throws(YAMLError) {
    guard nodes.count < YAMLLimits.nodes else {
      throw text.error(.tooManyNodes, at: range.lowerBound)
    }
    let range = range.clamped(to: 0..<text.length)
    let node = YAMLNode(
      kind: kind,
      range: ByteRange(range.lowerBound + text.skipped..<range.upperBound + text.skipped),
      line: UInt32(clamping: mark.line + 1), column: UInt32(clamping: mark.column + 1))
    waiting.append(nodes.append(node))
  }

  private func isEmptyPlain(_ id: YAMLNodeID) -> Bool {
    switch nodes[id].kind {
    case .scalar(let text, let isPlain): isPlain && text.count == 0
    case .sequence, .mapping: false
    }
  }

  /// Compares keys as bytes: `é` in one and in two characters are two keys, as in every host.
  private func refuseDuplicates(_ members: ByteRange) throws(YAMLError) {
    // Sorting, not hashing: no choice of keys makes it slow.
    let keys = stride(from: members.offsets.lowerBound, to: members.offsets.upperBound, by: 2)
      .map { children[$0] }
      .sorted { left, right in
        let order = compare(left, right)
        return order == 0 ? left < right : order < 0
      }
    let again = zip(keys, keys.dropFirst()).filter { compare($0, $1) == 0 }.min { $0.1 < $1.1 }
    guard let again else { return }
    let first = keys.first { compare($0, again.1) == 0 } ?? again.0
    throw text.error(
      .duplicateKey(shown(keyBytes(again.1)), firstLine: Int(nodes[first].line)),
      at: Int(nodes[again.1].range.lower) - text.skipped)
  }

  private func keyBytes(_ id: YAMLNodeID) -> ArraySlice<UInt8> {
    switch nodes[id].kind {
    case .scalar(let text, _): texts[text.offsets]
    case .sequence, .mapping: []
    }
  }

  private func compare(_ left: YAMLNodeID, _ right: YAMLNodeID) -> Int {
    let (left, right) = (keyBytes(left), keyBytes(right))
    for (a, b) in zip(left, right) where a != b { return a < b ? -1 : 1 }
    return left.count - right.count
  }

  /// A key as it may stand in a message: short, and without characters that move the text.
  private func shown(_ key: ArraySlice<UInt8>) -> String {
    let scalars = String(decoding: key, as: UTF8.self).unicodeScalars
    var words = String.UnicodeScalarView()
    for scalar in scalars.prefix(40) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
        words.append("\u{FFFD}")
      case _: words.append(scalar)
      }
    }
    return String(words) + (scalars.count > 40 ? "…" : "")
  }
}
