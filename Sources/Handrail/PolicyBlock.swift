internal import HandrailSource
internal import HandrailSyntax

/// A heading of a policy with its lines in the author's own words, comments left out.
package struct PolicyBlock: Sendable, Equatable {
  /// The headings that decide something, or say who does what.
  package enum Kind: Sendable, CaseIterable {
    case disclosure, conduct, handoff, assist, oversight, afterwards, target
    case approval, offer, first
    case rule, returnToAI
    case table, choose, queue, prefer
  }

  package var kind: Kind
  /// The heading line: `rule angry_customer`.
  package var title: String
  /// The lines under it.
  package var lines: [String]
  /// Path of its file.
  package var file: String
  /// Of the heading, counted from 1.
  package var line: Int
  /// Of its last line.
  package var lastLine: Int
}

extension Compilation {
  /// The headings of a policy and of all that it uses, file by file in the order of the text.
  package var blocks: [PolicyBlock] { review.sources.flatMap(blocks(of:)) }

  private func blocks(of source: SourceText) -> [PolicyBlock] {
    let tree = parse(source).value
    return tree.children(tree.root).compactMap { node in
      PolicyBlock.Kind(tree.kind(node)).map { kind in
        var lines = lines(of: node, in: tree)
        let title = lines.isEmpty ? "" : lines.removeFirst()
        let range = tree.range(node)
        return PolicyBlock(
          kind: kind, title: title, lines: lines, file: source.path,
          line: source.line(at: range.lower),
          lastLine: source.line(at: max(range.lower, range.upper &- 1)))
      }
    }
  }

  /// The text of each line from its first word to its last; owners and sources are left out.
  private func lines(of node: NodeID, in tree: SyntaxTree) -> [String] {
    var ranges: [(line: Int, range: ByteRange)] = []
    for token in tree.tokens(of: node) where token.kind != .newline && token.kind != .end {
      let line = tree.source.line(at: token.range.lower)
      if let last = ranges.last, last.line == line {
        ranges[ranges.count - 1].range = last.range.union(token.range)
      } else {
        ranges.append((line, token.range))
      }
    }
    var lines: [String] = []
    for text in ranges.map({ tree.source.text($0.range) }) {
      // A line that ends in a comma goes on in the next.
      if let last = lines.last, last.hasSuffix(",") {
        lines[lines.count - 1] = last + " " + text
      } else {
        lines.append(text)
      }
    }
    return lines.filter { line in
      !["owner \"", "source \"", "review by "].contains { line.hasPrefix($0) }
    }
  }
}

extension PolicyBlock.Kind {
  /// `nil` for words, people, times and checks.
  fileprivate init?(_ kind: NodeKind) {
    guard let found = PolicyBlock.Kind.allCases.first(where: { $0.heading.nodeKind == kind }) else {
      return nil
    }
    self = found
  }

  private var heading: Heading {
    switch self {
    case .disclosure: .disclosure
    case .conduct: .conduct
    case .handoff: .handoff
    case .assist: .assist
    case .oversight: .oversight
    case .afterwards: .afterwards
    case .target: .target
    case .approval: .approval
    case .offer: .offer
    case .first: .first
    case .rule: .rule
    case .returnToAI: .returnToAI
    case .table: .table
    case .choose: .choose
    case .queue: .queue
    case .prefer: .prefer
    }
  }
}
