import HandrailEngine
import HandrailModel
import HandrailSource

extension HeadingReader {
  /// Facts, tasks and roles, each file's together.
  func readVocabulary() -> [ReadHeading] {
    facts() + tasks() + roles()
  }

  private func facts() -> [ReadHeading] {
    var headings: [ReadHeading] = []
    var rows: [Int: [Passage.Row]] = [:]
    var origins: [Int: Origin] = [:]
    for fact in model.vocabulary.facts.elements where fact.isDeclared {
      let file = fact.origin.place.file.offset
      rows[file, default: []].append(Passage.Row(fact.name, kind(fact)))
      if origins[file] == nil { origins[file] = fact.origin }
    }
    for file in rows.keys.sorted() {
      guard let origin = origins[file], let found = rows[file] else { continue }
      var read = heading(.facts, "facts", "what is known of a conversation", (Metadata(), origin))
      read.passages = [.rows("What can be known:", found)]
      headings.append(read)
    }
    return headings
  }

  private func kind(_ fact: Fact) -> String {
    var said = [kind(fact.domain)]
    switch fact.supply {
    case .turn: said.append("measured on every turn")
    case .task: said.append("given for every task")
    case .agent: said.append("of a person who may be chosen")
    case .table, .choose, .definition: said.append("worked out")
    case .session, .builtIn: break
    }
    if let trust = fact.trust {
      said.append("trusted above \(scaledText(trust.above, decimals: 9))")
    }
    if let fresh = fact.freshForSeconds { said.append("fresh for \(words.duration(fresh))") }
    if let usual = fact.usualValue ?? fact.trust?.otherwise {
      said.append("taken as \(usualWords(usual, fact.domain)) where it is not known")
    } else if fact.mayBeUnknown {
      said.append("may be unknown")
    }
    said += fact.marks.sorted()
    return said.joined(separator: ", ")
  }

  private func usualWords(_ value: Int64, _ domain: Domain) -> String {
    switch domain.kind {
    case .money: words.money(Decimal(mantissa: value, decimals: domain.decimals), domain)
    case .yesNo, .oneOf, .setOf, .level, .number, .score, .duration, .moment, .reference, .text:
      spelled(value, domain, texts: [])
    }
  }

  private func kind(_ domain: Domain) -> String {
    let names = domain.words.map(\.name)
    func bound(_ value: Int64) -> String { usualWords(value, domain) }
    switch domain.kind {
    case .yesNo: return "yes or no"
    case .oneOf: return words.listed(names, "or")
    case .setOf: return "any of \(words.listed(names))"
    case .level: return "\(words.listed(names, "or")), the lowest first"
    case .number: return "a number from \(bound(domain.lowest)) to \(bound(domain.highest))"
    case .score: return "a score from 0 to 1"
    case .money, .duration:
      return domain.lowest == 0
        ? "up to \(bound(domain.highest))" : "\(bound(domain.lowest)) to \(bound(domain.highest))"
    case .moment: return "a moment"
    case .reference: return "a reference"
    case .text: return "words"
    }
  }

  private func tasks() -> [ReadHeading] {
    guard let first = model.vocabulary.tasks.elements.first else { return [] }
    var read = heading(.tasks, "tasks", "what can be asked for", (Metadata(), first.origin))
    let rows = model.vocabulary.tasks.elements.map {
      Passage.Row($0.name, $0.marks.isEmpty ? "-" : $0.marks.sorted().joined(separator: ", "))
    }
    let isMarked = model.vocabulary.tasks.elements.contains { !$0.marks.isEmpty }
    read.passages = [
      isMarked
        ? .rows("What can be asked for, and how it is marked:", rows)
        : .list("What can be asked for:", rows.map(\.left))
    ]
    return [read]
  }

  private func roles() -> [ReadHeading] {
    let names = model.vocabulary.roles.elements
    guard !names.isEmpty, let origin = model.vocabulary.tasks.elements.first?.origin else {
      return []
    }
    var read = heading(.roles, "roles", "who may be asked", (Metadata(), origin))
    read.line = 0
    read.passages = [.list("Who may be asked:", names)]
    return [read]
  }
}

extension Fact {
  fileprivate var isDeclared: Bool {
    switch supply {
    case .definition, .builtIn: false
    case .session, .turn, .task, .agent, .table, .choose: true
    }
  }
}
