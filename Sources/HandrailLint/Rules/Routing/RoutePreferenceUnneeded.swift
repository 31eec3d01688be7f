import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A queue of the preference that never competes with another one.
  static let routePreferenceUnneeded = LintRule(
    "route-preference-unneeded", .standard, .note
  ) { policy in
    guard let prefer = policy.model.people.prefer,
      // A used file's preference serves policies that are not at hand.
      prefer.origin.place.file.offset == 0,
      let heading = policy.heading(at: prefer.origin.place)
    else { return [] }
    let words = heading.listedNames
    guard words.count == prefer.order.count else { return [] }
    let sources = policy.queueSources
    return prefer.order.indices.compactMap { position in
      let queue = prefer.order[position]
      guard !competes(queue, sources) else { return nil }
      let name = policy.model.people.queues[queue].name
      let isNamed = sources.contains { $0.contains(queue) }
      return LintFinding(
        isNamed
          ? "`prefer queues` lists `\(name)`, and no line names another queue beside it."
          : "`prefer queues` lists `\(name)`, and no line hands over to it.",
        at: words[position].place,
        because: "The preference decides only between queues that are named at the same time.",
        fixes: heading.removal(ofName: position, from: words).map {
          [Fix(.apply, "take `\(name)` off the list", [$0])]
        } ?? [])
    }
  }
}

/// Some source names the queue while another one names a different queue.
private func competes(_ queue: QueueID, _ sources: [Set<QueueID>]) -> Bool {
  let own = sources.indices.filter { sources[$0].contains(queue) }
  let others = sources.indices.filter { sources[$0].contains { $0 != queue } }
  guard let first = own.first, let other = others.first else { return false }
  return own.count > 1 || others.count > 1 || first != other
}

extension LintedPolicy {
  /// The queues that each source can name at a time: a queue by name, a table, a `choose`.
  fileprivate var queueSources: [Set<QueueID>] {
    var targets: [HandOverTarget] = []
    for target in handOvers where !targets.contains(target) { targets.append(target) }
    return targets.map { Set(queuesNamed(by: $0)) }
  }
}

extension Written {
  /// Takes one name off a list with its comma; `nil` where a comment stands between.
  fileprivate func removal(ofName position: Int, from words: [WrittenWord]) -> Edit? {
    let own = words[position].place.range
    let range: ByteRange
    if position + 1 < words.count {
      range = ByteRange(own.lower, words[position + 1].place.range.lower)
    } else if position > 0 {
      range = ByteRange(words[position - 1].place.range.upper, own.upper)
    } else {
      guard let next = tokens.first(where: { $0.range.lower >= own.upper }) else { return nil }
      range = ByteRange(own.lower, next.range.lower)
    }
    guard !tree.source.bytes[range.offsets].contains(UInt8(ascii: "#")) else { return nil }
    return Edit(SourcePlace(file: file, range: range), "")
  }
}
