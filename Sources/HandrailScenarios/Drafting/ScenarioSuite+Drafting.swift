import HandrailSource

extension ScenarioSuite {
  /// A suite that holds some scenarios and nothing else.
  package static func text(_ drafts: [DraftedScenario]) -> [UInt8] {
    let items = drafts.map { $0.suiteText(indentedBy: "  ") }
    return Array(("scenarios:\n" + items.joined(separator: "\n")).utf8)
  }

  /// The suite's bytes with more scenarios at the end of its list, everything else as it is; `nil`
  /// where its list does not end the file.
  package func adding(_ drafts: [DraftedScenario]) -> [UInt8]? {
    guard problems.isEmpty else { return nil }
    var bytes = source.bytes
    if bytes.last != 0x0A { bytes.append(0x0A) }
    for draft in drafts { bytes += Array(("\n" + draft.suiteText(indentedBy: indent)).utf8) }
    let added = ScenarioSuite(SourceText(path: source.path, bytes: bytes))
    guard added.problems.isEmpty, added.count == count + drafts.count,
      added.policy == policy, added.bytes.starts(with: self.bytes)
    else { return nil }
    return bytes
  }

  /// The spaces before the dash of its first scenario.
  private var indent: String {
    let lines = source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let start = lines.firstIndex { $0.starts(with: "scenarios:".utf8) }
    let items = lines[(start ?? lines.startIndex)...]
    let first = items.first { $0.first { $0 != 0x20 } == UInt8(ascii: "-") }
    let count = first?.firstIndex { $0 != 0x20 }.map { $0 - (first?.startIndex ?? 0) }
    return String(repeating: " ", count: count ?? 2)
  }
}
