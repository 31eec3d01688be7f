import HandrailEngine
import HandrailModel

/// What a scenario gives a fact, and when it was seen.
struct GivenFact {
  enum Content {
    case unknown
    case cell(Int64)
    case words(String)
  }

  var content: Content
  /// When it was seen: a `fresh` fact ages from here.
  var seenAt: Moment

  /// What a host sends for it; nothing for an unknown fact.
  func sent(for fact: GraphFact) -> DocumentValue? {
    let value: DocumentValue
    switch content {
    case .unknown: return nil
    case .words(let words): value = .text(words)
    case .cell(let cell): value = DocumentValue(cell, in: fact.domain)
    }
    guard fact.trustAbove != nil || fact.freshForSeconds != nil else { return value }
    return .object([
      ("value", value), ("confidence", .number("1")), ("observed_at", .text(seenAt.text)),
    ])
  }
}

extension DocumentValue {
  /// A cell as hosts write it.
  init(_ cell: Int64, in domain: Domain) {
    switch domain.kind {
    case .yesNo: self = .yesOrNo(cell != 0)
    case .oneOf, .level, .money, .moment: self = .text(spelled(cell, domain, texts: []))
    case .number, .score, .duration: self = .number(scaledText(cell, decimals: domain.decimals))
    case .setOf:
      let bits = UInt64(bitPattern: cell)
      self = .list(
        domain.words.enumerated().filter { $0.offset < 64 && bits & (1 << UInt64($0.offset)) != 0 }
          .map { .text($0.element.name) })
    case .reference, .text: self = .text("")
    }
  }
}

extension GraphFact {
  /// What a `quiet` scenario gives it: no, the empty set, 0, the first value of a list.
  ///
  /// A reference or text has its own name, so that no two references are equal. A moment has none:
  /// no moment is quieter than another.
  func quietContent() -> GivenFact.Content? {
    guard !mayBeUnknown else { return nil }
    switch domain.kind {
    case .yesNo, .oneOf, .level, .setOf: return .cell(0)
    case .number, .score, .money, .duration:
      return .cell(min(max(0, domain.lowest), domain.highest))
    case .reference, .text: return .words(name)
    case .moment: return nil
    }
  }
}
