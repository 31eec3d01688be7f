import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A name that no line has room for.
  static let styleLongName = LintRule("style-long-name", .standard, .note) { policy in
    let long = policy.declaredNames.filter { $0.0.text.count > longest }
    return long.withFirstOnes.map { declared, isAmongFirst in
      let (name, sort) = declared
      return LintFinding(
        "`\(name.text)` is \(name.text.count) characters long; \(longest) are enough for a name.",
        at: name.place,
        because: "Long names wrap, and two that differ only at the end are read as one.",
        fixes: (isAmongFirst ? shorter(name.text) : []).compactMap { new in
          policy.renaming(name.text, to: new, sort: sort).map {
            Fix(.ask, "call it `\(new)` wherever it is used", $0)
          }
        })
    }
  }
}

private let longest = 40

/// The name without small words, and cut at a word.
private func shorter(_ name: String) -> [String] {
  let words = name.split(separator: "_")
  let small: Set<Substring> = [
    "the", "a", "an", "of", "for", "to", "in", "and", "or", "with", "by", "who", "that",
    "are", "is",
  ]
  let kept = words.enumerated().filter { $0.offset == 0 || !small.contains($0.element) }
    .map(\.element)
  var found: [String] = []
  for candidate in [kept, words] {
    var short = candidate[...]
    while short.joined(separator: "_").count > longest, short.count > 1 { short.removeLast() }
    // A name does not end in `of`.
    while let end = short.last, short.count > 1, small.contains(end) { short.removeLast() }
    let text = short.joined(separator: "_")
    if text.count <= longest, text != name, !found.contains(text) { found.append(text) }
  }
  return found
}

extension LintedPolicy {
  /// Every name that a heading or list gives, in order of file and line.
  fileprivate var declaredNames: [(WrittenWord, NameSort)] { headings.flatMap(names(of:)) }

  private func names(of heading: Written) -> [(WrittenWord, NameSort)] {
    switch heading.kind {
    case .facts: return heading.children(.fact).compactMap { $0.word(0) }.map { ($0, .fact) }
    case .tasks: return heading.listedNames.map { ($0, .task) }
    case .roles: return heading.listedNames.map { ($0, .role) }
    case let kind:
      guard let sort = NameSort(heading: kind), let name = heading.name else { return [] }
      return [(name, sort)]
    }
  }
}
