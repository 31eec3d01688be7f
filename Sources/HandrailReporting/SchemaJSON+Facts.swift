import Handrail
import HandrailEngine

/// Which facts an object holds.
enum FactPlace { case session, task, turn, agent }

extension QuestionSchema {
  func facts(_ places: [FactPlace]) -> SchemaValue { .keys(pairs(places)) }

  var turn: SchemaValue {
    let number = SchemaValue.object([
      SchemaValue.type("integer"), ("minimum", .number(1)),
      SchemaValue.described("The turn's number in the session."),
    ])
    return .keys(
      [("n", number), ("at", .moment("When the turn began."))] + pairs([.turn]),
      required: ["n", "at"])
  }

  var agent: SchemaValue {
    .keys(
      [("id", .object([SchemaValue.type("string")]))] + pairs([.agent]), required: ["id"])
  }

  private func pairs(_ places: [FactPlace]) -> [(key: String, value: SchemaValue)] {
    let facts = graph?.facts.filter { $0.place.map(places.contains) ?? false } ?? []
    return facts.withoutRepeatedPaths.map { fact in
      (fact.path.joined(separator: "."), schema(of: fact))
    }
  }

  private func schema(of fact: GraphFact) -> SchemaValue {
    let nothing: [SchemaValue] =
      fact.mayBeUnknown ? [.object([SchemaValue.type("null")])] : []
    let value = schemas(of: fact.domain) + nothing
    let confidence = SchemaValue.object([
      SchemaValue.type("number"), ("minimum", .number(0)), ("maximum", .number(1)),
    ])
    let observed = SchemaValue.keys(
      [
        ("value", .object([SchemaValue.choice(value)])), ("confidence", confidence),
        ("observed_at", .moment("When it was observed.")),
        ("source", .object([SchemaValue.type("string")])),
      ], required: ["value"])
    return .object([
      SchemaValue.described(fact.schemaDescription), SchemaValue.choice(value + [observed]),
    ])
  }

  /// The forms in which a host may write a value.
  private func schemas(of domain: Domain) -> [SchemaValue] {
    switch domain.kind {
    case .yesNo: return [.object([SchemaValue.type("boolean")])]
    case .oneOf, .level: return [words(of: domain)]
    case .setOf: return [.object([SchemaValue.type("array"), ("items", words(of: domain))])]
    case .number, .score: return [number(of: domain)]
    case .money:
      let fraction = domain.decimals > 0 ? "(\\.[0-9]{1,\(domain.decimals)})?" : ""
      return [pattern("^\(domain.currency) -?[0-9]+\(fraction)$"), number(of: domain)]
    case .duration:
      return [
        pattern("^[0-9]+(\\.[0-9]+)? (second|minute|hour|day)s?$"), number(of: domain),
      ]
    case .moment: return [.moment("RFC 3339, with its offset.")]
    case .reference: return [.object([SchemaValue.type("string"), ("minLength", .number(1))])]
    case .text: return [.object([SchemaValue.type("string")])]
    }
  }

  private func words(of domain: Domain) -> SchemaValue {
    if domain.takesOther { return .object([SchemaValue.type("string")]) }
    return .object([("enum", .texts(domain.words.flatMap { [$0.name] + $0.spellings }))])
  }

  private func number(of domain: Domain) -> SchemaValue {
    var pairs = [
      SchemaValue.type(domain.decimals == 0 ? "integer" : "number"),
      ("minimum", .digits(scaledText(domain.lowest, decimals: domain.decimals))),
      ("maximum", .digits(scaledText(domain.highest, decimals: domain.decimals))),
    ]
    // Steps of fractions are left to the policy: checkers of schemas divide in floating point.
    if domain.decimals == 0 && domain.step > 1 && domain.lowest % domain.step == 0 {
      pairs.append(("multipleOf", .digits(String(domain.step))))
    }
    return .object(pairs)
  }

  private func pattern(_ pattern: String) -> SchemaValue {
    .object([SchemaValue.type("string"), ("pattern", .text(pattern))])
  }
}

extension GraphFact {
  var place: FactPlace? {
    switch supply {
    case .session: .session
    case .turn: .turn
    case .task: .task
    case .agent: .agent
    case .computed: nil
    }
  }

  fileprivate var schemaDescription: String {
    var words = [mayBeUnknown ? "May be left out." : "Promised: leaving it out is a fault."]
    if let usual = usualValue ?? trustOtherwise {
      words.append("Taken as \(spelled(usual, domain, texts: [])) where it is not known.")
    }
    if let limit = trustAbove {
      words.append("Counts with a confidence above \(scaledText(limit, decimals: 9)).")
    }
    if let seconds = freshForSeconds {
      words.append("Counts for \(spelledDuration(seconds, decimals: 0)) from `observed_at`.")
    }
    if domain.step > 1 {
      words.append("In steps of \(scaledText(domain.step, decimals: domain.decimals)).")
    }
    return words.joined(separator: " ")
  }
}

extension [GraphFact] {
  /// The first of those that stand at one path: a key may be described once.
  var withoutRepeatedPaths: [GraphFact] {
    var seen: Set<[String]> = []
    return filter { seen.insert($0.path).inserted }
  }
}
