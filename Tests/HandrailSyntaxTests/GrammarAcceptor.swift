import HandrailSource
import HandrailSyntax

/// Says whether tokens are a file of the grammar, from its text alone.
///
/// It looks one token ahead, and where a word may be a keyword or a name it is the keyword.
struct GrammarAcceptor {
  /// A set of symbols: words and marks in quotes, and the names of tokens.
  private struct Symbols: Equatable {
    private var low: UInt128 = 0
    private var high: UInt128 = 0

    mutating func insert(_ symbol: Int) {
      if symbol < 128 { low |= 1 << UInt128(symbol) } else { high |= 1 << UInt128(symbol - 128) }
    }

    func contains(_ symbol: Int) -> Bool {
      symbol < 128 ? low >> UInt128(symbol) & 1 == 1 : high >> UInt128(symbol - 128) & 1 == 1
    }

    mutating func formUnion(_ other: Symbols) {
      low |= other.low
      high |= other.high
    }
  }

  private enum Step {
    case symbol(Int)
    case rule(String)
    case sequence([Int])
    case choice([Int])
    case optional(Int)
    case many(Int)
  }

  private struct Node {
    var step: Step
    /// The symbols that it can begin with.
    var first = Symbols()
    var isNullable = false
  }

  private var nodes: [Node] = []
  private var rules: [String: Int] = [:]
  private var symbols: [String: Int] = [:]

  init(_ grammar: Grammar) {
    for name in grammar.order {
      if let term = grammar.rules[name] { rules[name] = add(term) }
    }
    var isChanged = true
    while isChanged {
      isChanged = false
      for index in nodes.indices where widen(index) { isChanged = true }
    }
  }

  private mutating func add(_ term: Grammar.Term) -> Int {
    let step: Step =
      switch term {
      case .literal(let text): .symbol(symbol("\"" + text))
      case .terminal(let name): .symbol(symbol(name))
      case .rule(let name): .rule(name)
      case .sequence(let terms): .sequence(terms.map { add($0) })
      case .choice(let terms): .choice(terms.map { add($0) })
      case .optional(let inner): .optional(add(inner))
      case .many(let inner): .many(add(inner))
      }
    nodes.append(Node(step: step))
    return nodes.count - 1
  }

  private mutating func symbol(_ text: String) -> Int {
    if let known = symbols[text] { return known }
    symbols[text] = symbols.count
    precondition(symbols.count <= 256, "more symbols than a set of them holds")
    return symbols.count - 1
  }

  /// Adds what the parts of a node can begin with; says whether that was new.
  private mutating func widen(_ index: Int) -> Bool {
    let old = nodes[index]
    var node = old
    switch old.step {
    case .symbol(let symbol): node.first.insert(symbol)
    case .rule(let name):
      guard let target = rules[name] else { return false }
      node.first.formUnion(nodes[target].first)
      node.isNullable = nodes[target].isNullable
    case .optional(let inner), .many(let inner):
      node.first.formUnion(nodes[inner].first)
      node.isNullable = true
    case .choice(let parts):
      for part in parts { node.first.formUnion(nodes[part].first) }
      node.isNullable = parts.contains { nodes[$0].isNullable }
    case .sequence(let parts):
      let needed = parts.firstIndex { !nodes[$0].isNullable }
      for part in parts.prefix((needed ?? parts.count - 1) + 1) {
        node.first.formUnion(nodes[part].first)
      }
      node.isNullable = needed == nil
    }
    nodes[index] = node
    return node.first != old.first || node.isNullable != old.isNullable
  }

  /// Symbols with which two parts of one choice can begin.
  func ambiguities() -> [String] {
    var found: [String] = []
    for case .choice(let parts) in nodes.map(\.step) {
      for (text, symbol) in symbols {
        let able = parts.count { nodes[$0].first.contains(symbol) }
        if able > 1 { found.append(text) }
      }
    }
    return found.sorted()
  }

  func accepts(_ tree: SyntaxTree) -> Bool {
    var run = Run(tree: tree, symbols: symbols)
    return rules["file"].map { match($0, &run) && run.position == run.tokens.count } ?? false
  }

  private struct Run {
    /// What each token stands for, the keyword before the name.
    let tokens: [[Int]]
    var position = 0

    init(tree: SyntaxTree, symbols: [String: Int]) {
      let all = tree.tokens.elements
      tokens = all.indices.map { position in
        Self.names(of: all[position], after: position > 0 ? all[position - 1] : nil, in: tree)
          .compactMap { symbols[$0] }
      }
    }

    var current: [Int] { position < tokens.count ? tokens[position] : [] }

    private static func names(
      of token: Token, after last: Token?, in tree: SyntaxTree
    ) -> [String] {
      switch token.kind {
      case .word:
        let keyword = token.keyword == .none ? [] : ["\"" + token.keyword.spelling]
        return keyword + (token.keyword.isReserved ? [] : ["NAME"])
      case .number: return ["NUMBER"]
      case .percent: return ["PERCENT"]
      case .currency: return ["CURRENCY"]
      case .zone: return ["ZONE"]
      case .date: return ["DATE"]
      case .time:
        // 24:00 is a time only where a range ends.
        return tree.text(token) != "24:00" || last?.keyword == .to ? ["TIME"] : []
      case .string: return ["STRING"]
      case .comma: return ["\","]
      case .pipe: return ["\"|"]
      case .arrow: return ["\"->"]
      case .dash: return ["\"-"]
      case .doubleDash: return ["\"--"]
      case .newline: return ["NL"]
      case .invalid: return []
      case .end: return ["EOF"]
      }
    }
  }

  private func match(_ index: Int, _ run: inout Run) -> Bool {
    switch nodes[index].step {
    case .symbol(let symbol):
      guard run.current.contains(symbol) else { return false }
      run.position += 1
      return true
    case .rule(let name): return rules[name].map { match($0, &run) } ?? false
    case .sequence(let parts):
      for part in parts where !match(part, &run) { return false }
      return true
    case .optional(let inner): return begins(inner, run) ? match(inner, &run) : true
    case .many(let inner):
      while begins(inner, run) {
        guard match(inner, &run) else { return false }
      }
      return true
    case .choice(let parts):
      for symbol in run.current {
        if let part = parts.first(where: { nodes[$0].first.contains(symbol) }) {
          return match(part, &run)
        }
      }
      return parts.contains { nodes[$0].isNullable }
    }
  }

  private func begins(_ index: Int, _ run: Run) -> Bool {
    run.current.contains { nodes[index].first.contains($0) }
  }
}
