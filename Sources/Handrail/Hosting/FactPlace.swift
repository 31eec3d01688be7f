internal import HandrailEngine

/// A fact of a policy as a host sets it by place: found once by name, used as often as wanted.
public struct HostFact: Sendable {
  /// Where its value goes.
  public let place: FactPlace
  /// The words of a list, in the order of the policy; a value is a position among them.
  public let words: [String]
  /// How many decimals a unit of its value stands for: 3 where `0.25` is set as 250.
  public let decimals: Int
  /// True for `any of`: a value is one bit a word, the first word lowest.
  public let takesManyWords: Bool
}

/// Where a fact's value goes in a sheet of facts, and what values it takes.
public struct FactPlace: Sendable, BitwiseCopyable {
  let slot: Int
  let bounds: ValueBounds
}

/// The values that a cell of a kind may hold.
struct ValueBounds: Sendable, BitwiseCopyable {
  /// Both included, in units of the fact's kind.
  let lowest: Int64
  let highest: Int64
  let step: Int64

  /// `nil` for the kinds whose values are more than one number: references and text.
  init?(_ domain: Domain) {
    switch domain.kind {
    case .yesNo: (lowest, highest, step) = (0, 1, 1)
    case .oneOf, .level: (lowest, highest, step) = (0, Int64(domain.words.count) - 1, 1)
    case .setOf:
      let all = domain.words.count
      guard all < 64 else {
        (lowest, highest, step) = (.min, .max, 1)
        return
      }
      (lowest, highest, step) = (0, (1 << Int64(all)) - 1, 1)
    case .number, .score, .money, .duration:
      (lowest, highest, step) = (domain.lowest, domain.highest, max(1, domain.step))
    case .moment, .reference, .text: return nil
    }
  }

  func contains(_ value: Int64) -> Bool {
    guard value >= lowest && value <= highest else { return false }
    return step == 1 || value.subtractingReportingOverflow(lowest).partialValue % step == 0
  }
}

extension Policy {
  /// A fact that a host can set by place; `nil` where there is none of that name.
  ///
  /// Facts of turns, tasks and agents, moments, references, texts, and facts that are `trusted` or
  /// `fresh` are sent as JSON: more belongs to them than one number.
  public func fact(named name: String) -> HostFact? {
    guard
      let fact = graph.facts.first(where: { $0.name == name && !$0.isAsDecided }),
      case .session(let slot) = fact.supply, let bounds = ValueBounds(fact.domain),
      fact.trustAbove == nil && fact.freshForSeconds == nil
    else { return nil }
    return HostFact(
      place: FactPlace(slot: slot, bounds: bounds), words: fact.domain.words.map { $0.name },
      decimals: fact.domain.decimals, takesManyWords: fact.domain.kind == .setOf)
  }
}
