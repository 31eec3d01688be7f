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
  let cell: CellPlace
}

/// Where several facts go, in the order in which their values come.
public struct FactPlaces: Sendable {
  let cells: [CellPlace]

  /// In the order of the values.
  public init(_ places: [FactPlace]) { cells = places.map { $0.cell } }
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
      place: FactPlace(cell: CellPlace(slot: slot, bounds: bounds)),
      words: fact.domain.words.map { $0.name },
      decimals: fact.domain.decimals, takesManyWords: fact.domain.kind == .setOf)
  }
}
