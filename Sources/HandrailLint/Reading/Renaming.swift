import HandrailModel
import HandrailSource
import HandrailSyntax

/// What a name stands for, where a fix gives it another.
enum NameSort: Sendable, CaseIterable {
  case fact, task, queue, calendar, role, definition
  case rule, first, approval, offer, table, choose, promise, target

  /// How its own name may go on, or begin, inside a longer one.
  fileprivate var prefix: String? {
    switch self {
    case .task: "done."
    case .approval: "approval."
    case .offer: "choice."
    case .fact, .queue, .calendar, .role, .definition, .rule, .first, .table, .choose, .promise,
      .target:
      nil
    }
  }

  /// What a heading of a kind names; `nil` where it names nothing.
  init?(heading: NodeKind) {
    guard let sort = NameSort.allCases.first(where: { $0.heading == heading }) else { return nil }
    self = sort
  }

  /// The heading that gives such a thing its name.
  fileprivate var heading: NodeKind? {
    switch self {
    case .fact, .task, .role: nil
    case .queue: .queue
    case .calendar: .calendar
    case .definition: .define
    case .rule: .rule
    case .first: .first
    case .approval: .approval
    case .offer: .offer
    case .table: .table
    case .choose: .choose
    case .promise: .promise
    case .target: .target
    }
  }
}

extension Array {
  /// The elements, each with whether a new name is looked for: that reads every word of every file.
  var withFirstOnes: [(Element, isAmongFirst: Bool)] {
    enumerated().map { ($0.element, $0.offset < 20) }
  }
}

extension LintedPolicy {
  /// The edits that give a thing another name wherever it is used, in all files.
  ///
  /// `nil` where the name stands for something else as well, or where the new one is taken.
  func renaming(_ name: String, to new: String, sort: NameSort) -> [Edit]? {
    guard name != new, isName(new), declarations(of: name).count == 1, !isUsed(new) else {
      return nil
    }
    var edits: [Edit] = []
    for index in trees.indices {
      for token in trees[index].tokens.elements {
        edits += uses(token, in: FileID(index)) { renamed($0, name, new, sort) }
      }
    }
    if sort == .fact { edits += keepingPath(of: name) }
    return edits
  }

  /// The edits of a word, or of the names in braces inside a text.
  private func uses(
    _ token: Token, in file: FileID, renamed: (String) -> String?
  ) -> [Edit] {
    switch token.kind {
    case .word:
      renamed(trees[file.offset].text(token)).map {
        [Edit(SourcePlace(file: file, range: token.range), $0)]
      } ?? []
    case .string: placeholders(token, in: file, renamed: renamed)
    case .number, .percent, .currency, .zone, .date, .time, .comma, .pipe, .arrow, .dash,
      .doubleDash, .newline, .invalid, .end:
      []
    }
  }

  /// Every sort of thing that bears a name; a word of a list counts as one.
  private func declarations(of name: String) -> [NameSort?] {
    headings.flatMap { declarations(of: name, in: $0) }
  }

  private func declarations(of name: String, in heading: Written) -> [NameSort?] {
    func bears(_ word: WrittenWord?) -> Bool { word?.text == name }
    switch heading.kind {
    case .facts:
      let facts = heading.children(.fact)
      let words = facts.flatMap(\.children).flatMap { $0.children(.spelled) }
      return facts.filter { bears($0.word(0)) }.map { _ in .fact }
        + (words.contains { bears($0.word(0)) } ? [nil] : [])
    case .tasks: return heading.listedNames.filter(bears).map { _ in .task }
    case .roles: return heading.listedNames.filter(bears).map { _ in .role }
    case .mark: return bears(heading.lastWord) ? [nil] : []
    case .queue:
      let skills = heading.children.flatMap { $0.children(.skill) }
      return (bears(heading.name) ? [.queue] : [])
        + (skills.contains { bears($0.word(0)) } ? [nil] : [])
    case let kind:
      guard bears(heading.name), let sort = NameSort(heading: kind) else { return [] }
      return [sort]
    }
  }

  /// True where some word of the files is that name, or begins with it.
  private func isUsed(_ name: String) -> Bool {
    trees.contains { tree in
      tree.tokens.elements.contains { token in
        guard token.kind == .word else { return false }
        let text = tree.text(token)
        return text == name || text.hasPrefix(name + ".") || text.hasSuffix("." + name)
      }
    }
  }

  private func renamed(
    _ text: String, _ name: String, _ new: String, _ sort: NameSort
  ) -> String? {
    if text == name { return new }
    if let prefix = sort.prefix, text == prefix + name { return prefix + new }
    guard sort == .queue, text.hasPrefix(name + ".") else { return nil }
    let rest = text.dropFirst(name.count + 1)
    return ["open", "free", "wait"].contains(rest) ? "\(new).\(rest)" : nil
  }

  /// Names in braces inside a text.
  private func placeholders(
    _ token: Token, in file: FileID, renamed: (String) -> String?
  ) -> [Edit] {
    let bytes = trees[file.offset].source.bytes
    var edits: [Edit] = []
    var start: Int?
    for offset in token.range.offsets {
      if bytes[offset] == UInt8(ascii: "{") { start = offset + 1 }
      guard bytes[offset] == UInt8(ascii: "}"), let from = start else { continue }
      start = nil
      let range = ByteRange(from..<offset)
      if let new = renamed(trees[file.offset].source.text(range)) {
        edits.append(Edit(SourcePlace(file: file, range: range), new))
      }
    }
    return edits
  }

  /// A fact's path in the host's data is its name unless it says otherwise: the path stays.
  private func keepingPath(of name: String) -> [Edit] {
    for fact in headings(.facts).flatMap({ $0.children(.fact) }) where fact.word(0)?.text == name {
      let kinds = fact.children.map(\.kind)
      guard !kinds.contains(.fromMark), !kinds.contains(.workedOutMark) else { return [] }
      let end = fact.place.range.upper
      return [Edit(SourcePlace(file: fact.file, range: ByteRange(end, end)), " from \"\(name)\"")]
    }
    return []
  }

  /// Small letters, digits and underscores, dotted at most, and no word of the language.
  private func isName(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }) else { return false }
    // The reader itself is asked, with dots as underscores, for a policy's name has none.
    let plain = parts.joined(separator: "_")
    return parse(SourceText(path: "name", text: "policy \(plain) version 1\n")).diagnostics.isEmpty
  }
}
