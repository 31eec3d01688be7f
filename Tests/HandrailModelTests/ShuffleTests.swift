import Foundation
import HandrailModel
import HandrailSource
import HandrailTestSupport
import Testing

@Suite("The order of headings")
struct ShuffleTests {
  /// The headings of a policy, its header first.
  private func blocks(_ text: String) -> [String] {
    text.components(separatedBy: "\n\n").filter { !$0.isEmpty }
  }

  @Test("never changes the model but for its order", arguments: UInt64(0)..<12)
  func shuffled(seed: UInt64) throws {
    var random = Seeded(seed)
    let name = seed.isMultiple(of: 2) ? "northgate_chat" : "bank_session"
    let text = String(decoding: try Golden("syntax", name).bytes("input.policy"), as: UTF8.self)
    let shared = String(
      decoding: try Golden("syntax", "bank_session").bytes("input.policy"), as: UTF8.self)
    let surroundings = memorySurroundings(["shared/bank_session.policy": shared])
    var parts = blocks(text)
    let header = parts.removeFirst()
    parts.shuffle(using: &random)
    let mixed = ([header] + parts).joined(separator: "\n\n") + "\n"
    let before = check(SourceText(path: name, text: text), in: surroundings)
    let after = check(SourceText(path: name, text: mixed), in: surroundings)
    #expect(after.diagnostics == [])
    let expected = try Described(#require(before.value)).parts
    let found = try Described(#require(after.value)).parts
    #expect(expected == found)
  }
}

/// A model as a set of descriptions that hold names instead of positions, and no places.
private struct Described {
  private let model: PolicyModel

  init(_ model: PolicyModel) { self.model = model }

  var parts: Set<String> {
    var parts: Set<String> = [described(model.people.prefer), described(model.duties)]
    for fact in model.vocabulary.facts.elements { parts.insert(described(fact)) }
    for task in model.vocabulary.tasks.elements { parts.insert(described(task)) }
    for queue in model.people.queues.elements { parts.insert(described(queue)) }
    for table in model.vocabulary.tables.elements { parts.insert(described(table)) }
    for rule in model.rules { parts.insert(described(rule)) }
    for approval in model.gates.approvals { parts.insert(described(approval)) }
    for offer in model.gates.offers { parts.insert(described(offer)) }
    for promise in model.checks.promises { parts.insert(described(promise)) }
    return parts
  }

  private func described(_ part: some Any) -> String {
    var text = String(reflecting: part)
    text = text.replacing(/HandrailModel\.Origin\(.*?line: \d+\)/, with: "")
    text = text.replacing(/FactID\(rawValue: (\d+)\)/) { match in
      name(model.vocabulary.facts.elements.map(\.name), match.1)
    }
    text = text.replacing(/TaskID\(rawValue: (\d+)\)/) { match in
      name(model.vocabulary.tasks.elements.map(\.name), match.1)
    }
    text = text.replacing(/QueueID\(rawValue: (\d+)\)/) { match in
      name(model.people.queues.elements.map(\.name), match.1)
    }
    text = text.replacing(/CalendarID\(rawValue: (\d+)\)/) { match in
      name(model.people.calendars.elements.map(\.name), match.1)
    }
    text = text.replacing(/PolicyTableID\(rawValue: (\d+)\)/) { match in
      name(model.vocabulary.tables.elements.map(\.name), match.1)
    }
    text = text.replacing(/RoleID\(rawValue: (\d+)\)/) { match in
      name(model.vocabulary.roles.elements, match.1)
    }
    // Sets and dictionaries come in any order, so letters are compared, not their order.
    return String(text.sorted())
  }

  private func name(_ names: [String], _ position: Substring) -> String {
    Int(position).map { "«\(names[$0])»" } ?? "?"
  }
}
