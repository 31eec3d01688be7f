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
    places.heading(before: kind).map { Written(file: FileID(0), tree: trees[0], node: $0) }
  }
}

/// What is written where, looked up once for every rule that writes something new.
struct HeadingPlaces: Sendable {
  /// Names of facts, tasks and headings.
  let names: Set<String>
  /// By group of headings: the last one of the main file that is of it or of a group before it.
  private let last: [NodeID?]

  /// The groups of headings: vocabulary, time and people, rules, gates, duties, checks; then what
  /// is none.
  private static let groups: [Set<NodeKind>] = [
    [.header], [.use, .facts, .tasks, .roles, .mark, .define], [.calendar, .queue, .prefer],
    [.rule, .table, .choose], [.first, .approval, .offer],
    [
      .disclosure, .conduct, .handoff, .returnToAI, .assist, .oversight, .afterwards, .target,
    ], [.scenario, .promise],
  ]

  private static func group(_ kind: NodeKind) -> Int {
    groups.firstIndex { $0.contains(kind) } ?? groups.count
  }

  init(_ model: PolicyModel, _ trees: [SyntaxTree]) {
    var names = Set(model.vocabulary.facts.elements.map(\.name))
    names.formUnion(model.vocabulary.tasks.elements.map(\.name))
    for tree in trees {
      for heading in tree.children(tree.root) {
        if let token = tree.token(heading, at: 1) { names.insert(tree.text(token)) }
      }
    }
    self.names = names
    var last = [NodeID?](repeating: nil, count: HeadingPlaces.groups.count + 1)
    if let main = trees.first {
      for heading in main.children(main.root) {
        for group in HeadingPlaces.group(main.kind(heading))..<last.count { last[group] = heading }
      }
    }
    self.last = last
  }

  func heading(before kind: NodeKind) -> NodeID? { last[HeadingPlaces.group(kind)] }
}
