import HandrailYAML

/// The part of `docs/yaml.md` that says how the cases of the suite are answered.
struct SuitePage {
  private let mustFail: [Row]
  private let mustPass: [Row]

  private struct Row {
    let item: SuiteCase
    let error: YAMLError?

    var line: String { "| \(item.name) | \(item.title) |" + (error.map { " \($0.cause) |" } ?? "") }
  }

  /// Why we refuse what YAML allows.
  private enum Reason: String, CaseIterable {
    case anchors = "anchors and aliases"
    case tags = "tags"
    case directives = "directives (`%YAML`, `%TAG`)"
    case documents = "several documents in one file"
    case keys = "keys that are lists or groups, or have no name"
    case empty = "nothing in the file"
    case marks = "a word that starts with `?` in brackets, which libyaml misreads"
    case limits = "libyaml does not read it (listed below)"
  }

  init(_ cases: [SuiteCase]) {
    let rows = cases.map { Row(item: $0, error: $0.error) }
    mustFail = rows.filter { $0.item.mustFail }
    mustPass = rows.filter { !$0.item.mustFail }
  }

  var text: String {
    let passing = mustFail.filter { $0.error == nil }
    let accepted = mustPass.count { $0.error == nil }
    let limits = mustPass.filter { reason(for: $0.error?.fault) == .limits }
    let refused = mustFail.count - passing.count
    var lines = [
      "",
      "Of the \(mustFail.count) cases that must fail, \(refused) are refused.",
      "",
    ]
    lines += passing.isEmpty ? ["None is read."] : ["Read although they must fail:", ""]
    if !passing.isEmpty { lines += ["| case | title |", "|---|---|"] + passing.map(\.line) }
    lines += [
      "",
      "Of the \(mustPass.count) cases that YAML allows, \(accepted) are read, all with the meaning",
      "that the suite gives. The others are refused:", "", "| reason | cases |", "|---|---|",
    ]
    lines += Reason.allCases.map { reason in
      let count = mustPass.count { self.reason(for: $0.error?.fault) == reason }
      return "| \(reason.rawValue) | \(count) |"
    }
    lines += ["", "libyaml does not read:", "", "| case | title | what we say |", "|---|---|---|"]
    lines += limits.map(\.line)
    return lines.joined(separator: "\n") + "\n\n"
  }

  private func reason(for fault: YAMLFault?) -> Reason? {
    switch fault {
    case nil: nil
    case .alias, .anchor, .mergeKey: .anchors
    case .tag: .tags
    case .directive: .directives
    case .severalDocuments, .trailing: .documents
    case .complexKey, .emptyKey: .keys
    case .empty: .empty
    case .reservedMark("?"): .marks
    case .some: .limits
    }
  }
}
