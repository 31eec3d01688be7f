import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Two queues whose names are one letter apart.
  ///
  /// What only counts, as `desk_a` and `desk_b` or `team_1` and `team_2`, is meant.
  static let clearNearDuplicateQueues = LintRule(
    "clear-near-duplicate-queues", .standard, .note
  ) { policy in
    let queues = policy.model.people.queues.elements
    var names: [Int: [(index: Int, name: [UInt8])]] = [:]
    return queues.enumerated().compactMap { index, queue in
      let name = Array(queue.name.utf8)
      let near = (name.count - 1...name.count + 1).flatMap { names[$0] ?? [] }
      let twin = near.sorted { $0.index < $1.index }
        .first { isOneLetterApart($0.name, name) && !onlyCounts($0.name, name) }
      names[name.count, default: []].append((index, name))
      guard let twin else { return nil }
      let other = queues[twin.index]
      var finding = LintFinding(
        "`\(queue.name)` and `\(other.name)` are one letter apart.",
        at: policy.head(queue.origin),
        because: "Somebody will write the one and mean the other, and customers wait in the "
          + "wrong line.")
      finding.related = [RelatedPlace(policy.head(other.origin), "the other queue")]
      return finding
    }
  }
}

/// One letter more, less or another.
private func isOneLetterApart(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  let (short, long) = left.count <= right.count ? (left, right) : (right, left)
  let prefix = zip(short, long).prefix { $0 == $1 }.count
  let rest = short.dropFirst(prefix)
  if short.count == long.count { return rest.dropFirst().elementsEqual(long.dropFirst(prefix + 1)) }
  return rest.elementsEqual(long.dropFirst(prefix + 1))
}

/// The words that differ are single letters, or one of them holds a digit.
private func onlyCounts(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  let leftWords = left.split(separator: UInt8(ascii: "_"))
  let rightWords = right.split(separator: UInt8(ascii: "_"))
  guard leftWords.count == rightWords.count else { return false }
  return zip(leftWords, rightWords).allSatisfy { left, right in
    left == right || left.count == 1 && right.count == 1 || hasDigit(left) || hasDigit(right)
  }
}

private func hasDigit(_ word: ArraySlice<UInt8>) -> Bool {
  word.contains { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
}
