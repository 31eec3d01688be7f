import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A queue of the main file that nothing leads to.
  ///
  /// Shared files keep queues for other policies; a queue that others copy by `like` is a pattern.
  static let coverQueueUnused = LintRule("cover-queue-unused", .standard, .note) { policy in
    guard !policy.model.rules.isEmpty else { return [] }
    let reached = policy.reachedQueues
    let named = policy.queuesUsedByName
    let queues = policy.model.people.queues
    return queues.indices.compactMap { queue in
      let name = queues[queue].name
      guard queues[queue].origin.place.file.offset == 0, !reached.contains(queue),
        !named.contains(name), let heading = policy.heading(at: queues[queue].origin.place)
      else { return nil }
      return LintFinding(
        "No line sends anybody to `\(name)`.", at: heading.headPlace,
        because: "Either a rule is missing, or the team is, and readers can't tell which.",
        fixes: policy.removing(name, heading))
    }
  }
}

extension LintedPolicy {
  /// Queues that some line hands over to, and those that their ladders try.
  var reachedQueues: Set<QueueID> {
    var reached: Set<QueueID> = []
    var open = handOvers.flatMap(queuesNamed)
    if let usualQueue { open.append(usualQueue) }
    while let next = open.popLast() {
      guard reached.insert(next).inserted else { continue }
      for case .tryQueue(let other) in model.people.queues[next].ladder.steps { open.append(other) }
    }
    return reached
  }

  /// Names of queues that are copied, brought in, given a packet, read or expected somewhere.
  fileprivate var queuesUsedByName: Set<String> {
    let names = Set(model.people.queues.elements.map(\.name))
    var used: Set<String> = []
    for heading in headings where heading.kind != .prefer {
      let own = heading.kind == .queue ? heading.name?.place : nil
      // A queue that only an unused one tries is as unused.
      let tried = heading.child(.fallbackLine)?.children(.tryStep).compactMap(\.lastWord?.place)
      for token in heading.tokens {
        let word = WrittenWord(token, in: heading)
        guard word.kind == .word || word.kind == .string, word.place != own,
          !(tried ?? []).contains(word.place)
        else { continue }
        used.formUnion(word.queues(among: names))
      }
    }
    return used
  }

  /// Only where no other queue's ladder goes on here.
  fileprivate func removing(_ name: String, _ heading: Written) -> [Fix] {
    let isTried = headings(.queue).contains { other in
      other.child(.fallbackLine)?.children(.tryStep).contains { $0.lastWord?.text == name } ?? false
    }
    guard !isTried else { return [] }
    var edits = [heading.removal]
    for line in headings(.prefer) {
      let names = line.listedNames
      if names.count == 1, names[0].text == name {
        edits.append(line.removal(ofOnly: names[0]))
      } else if let edit = line.removal(ofListed: name) {
        edits.append(edit)
      }
    }
    return [Fix(.apply, "remove `\(name)`", edits)]
  }
}

extension WrittenWord {
  /// The queues whose name the word is or begins with, or that a text speaks of.
  fileprivate func queues(among names: Set<String>) -> [String] {
    guard kind == .word else {
      return names.filter { text.contains("{\($0).") }
    }
    if names.contains(text) { return [text] }
    guard let dot = text.lastIndex(of: "."), names.contains(String(text[..<dot])) else { return [] }
    return [String(text[..<dot])]
  }
}

extension Written {
  /// `prefer queues a otherwise b` keeps its last word.
  fileprivate func removal(ofOnly name: WrittenWord) -> Edit {
    let next = tokens.first { $0.range.lower > name.place.range.lower }
    let end = next?.range.lower ?? name.place.range.upper
    return Edit(SourcePlace(file: file, range: ByteRange(name.place.range.lower, end)), "")
  }
}
