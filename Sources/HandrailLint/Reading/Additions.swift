import HandrailModel
import HandrailSource
import HandrailSyntax

/// Headings and lines to be written into a policy, each where the one order of headings has it.
///
/// What comes to one place is one edit, in the order in which it was added.
struct Additions {
  private let policy: LintedPolicy
  private(set) var edits: [Edit] = []

  init(to policy: LintedPolicy) { self.policy = policy }

  /// A heading of the main file.
  mutating func add(_ text: String, as kind: NodeKind) {
    guard let before = policy.heading(before: kind) else { return }
    add(before.newHeading(text))
  }

  mutating func add(_ edit: Edit) {
    if let index = edits.firstIndex(where: { $0.place == edit.place }) {
      edits[index].replacement += edit.replacement
    } else {
      edits.append(edit)
    }
  }
}

extension LintedPolicy {
  /// The headings of the main file, its header first.
  var mainHeadings: [Written] {
    trees.isEmpty
      ? [] : Written(file: FileID(0), tree: trees[0], node: trees[0].root).children
  }

  /// The first line of the main file's header.
  var headerPlace: SourcePlace {
    mainHeadings.first { $0.kind == .header }?.headPlace
      ?? SourcePlace(file: FileID(0), range: ByteRange(0, 0))
  }

  /// The last heading of the main file that stands before a new one of a kind.
  func heading(before kind: NodeKind) -> Written? {
    let rank = headingRank(kind)
    return mainHeadings.last { headingRank($0.kind) <= rank }
  }
}

/// The groups of headings: vocabulary, time and people, rules, gates, duties, checks.
private func headingRank(_ kind: NodeKind) -> Int {
  let groups: [Set<NodeKind>] = [
    [.header], [.use, .facts, .tasks, .roles, .mark, .define], [.calendar, .queue, .prefer],
    [.rule, .table, .choose], [.first, .approval, .offer],
    [
      .disclosure, .conduct, .handoff, .returnToAI, .assist, .oversight, .afterwards, .target,
    ], [.scenario, .promise],
  ]
  return groups.firstIndex { $0.contains(kind) } ?? groups.count
}
