package import HandrailSource

/// Which node of a `YAMLDocument`.
package struct YAMLNodeID: TableIndex {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// What a node is; ranges point into the document's own tables.
package enum YAMLNodeKind: Hashable, Sendable, BitwiseCopyable {
  /// Text as it reads after quotes, escapes and folding; `isPlain` if it stood without quotes.
  ///
  /// A plain scalar has no kind of its own: `yes` and `0.8` are text until a fact's kind says more.
  case scalar(text: ByteRange, isPlain: Bool)
  /// Items in order.
  case sequence(items: ByteRange)
  /// Key, value, key, value in order; keys are scalars and differ from each other in bytes.
  case mapping(keysAndValues: ByteRange)
}

/// One node with the place where it stands in the file.
package struct YAMLNode: Hashable, Sendable, BitwiseCopyable {
  package let kind: YAMLNodeKind
  /// The bytes of the file that the node takes up.
  package let range: ByteRange
  /// The 1-based line of its first byte.
  package let line: UInt32
  /// The 1-based column of its first byte, counted in Unicode scalars.
  package let column: UInt32
}

/// A key with its value.
package struct YAMLEntry: Hashable, Sendable, BitwiseCopyable {
  package let key: YAMLNodeID
  package let value: YAMLNodeID
}

/// One YAML document as a flat tree with places.
///
/// Children stand before their parents in `nodes`. There are no aliases, no tags and no kinds: a
/// document says what was written, and nothing in it stands for more than its own bytes.
package struct YAMLDocument: Sendable {
  package let nodes: Table<YAMLNodeID, YAMLNode>
  package let root: YAMLNodeID
  /// The children of all collections; a collection's own are one range of it.
  private let children: [YAMLNodeID]
  /// The decoded text of all scalars; a scalar's own is one range of it.
  private let texts: [UInt8]

  init(
    nodes: Table<YAMLNodeID, YAMLNode>, root: YAMLNodeID, children: [YAMLNodeID], texts: [UInt8]
  ) {
    self.nodes = nodes
    self.root = root
    self.children = children
    self.texts = texts
  }

  package subscript(id: YAMLNodeID) -> YAMLNode { nodes[id] }

  /// The text of a scalar, nothing for a collection.
  package func text(of id: YAMLNodeID) -> String? {
    textBytes(of: id).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The UTF-8 bytes of a scalar's text, nothing for a collection.
  package func textBytes(of id: YAMLNodeID) -> ArraySlice<UInt8>? {
    switch nodes[id].kind {
    case .scalar(let text, _): texts[text.offsets]
    case .sequence, .mapping: nil
    }
  }

  /// The items of a sequence, nothing for another node.
  package func items(of id: YAMLNodeID) -> ArraySlice<YAMLNodeID>? {
    switch nodes[id].kind {
    case .sequence(let items): children[items.offsets]
    case .scalar, .mapping: nil
    }
  }

  /// The entries of a mapping in the order of the file, nothing for another node.
  package func entries(of id: YAMLNodeID) -> [YAMLEntry]? {
    switch nodes[id].kind {
    case .mapping(let range):
      stride(from: range.offsets.lowerBound, to: range.offsets.upperBound, by: 2).map {
        YAMLEntry(key: children[$0], value: children[$0 + 1])
      }
    case .scalar, .sequence: nil
    }
  }

  /// The value under a key of a mapping; nothing without such a key or for another node.
  ///
  /// Keys are compared byte by byte, not by what looks alike. Takes time in the number of keys.
  package func value(under key: String, of id: YAMLNodeID) -> YAMLNodeID? {
    let wanted = Array(key.utf8)
    return entries(of: id)?.first { textBytes(of: $0.key)?.elementsEqual(wanted) == true }?.value
  }
}
