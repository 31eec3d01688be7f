import Foundation
import Handrail
import HandrailEngine
import HandrailLint
import HandrailReporting
import HandrailSource
import HandrailTestSupport

/// A rule's folder under `Tests/Golden/lint`: policies, and what is known besides.
struct LintCase {
  let rule: String
  let golden: Golden
  let surroundings: LintSurroundings

  init(_ rule: String) throws {
    self.rule = rule
    golden = Golden("lint", rule)
    surroundings = try LintSurroundings(golden)
  }

  /// Everything that checking says of a policy, with this rule alone.
  func review(_ text: [UInt8], path: String) -> Review {
    var orders = LintOrders(nil)
    orders.levels[rule] = .some(LintRule.all.first { $0.name == rule }?.severity)
    orders.surroundings = surroundings
    let world = worldOfTests(beside: golden)
    var published: [String: PolicyFile] = [:]
    if let bytes = try? golden.bytes("published.policy") {
      let file = PolicyFile(path: "published.policy", bytes: bytes)
      if let identity = compile(file, in: world).policy?.graph.policy {
        var last = PublishedVersion(
          name: identity.name, version: identity.version, digest: identity.digest)
        last.file = file.path
        orders.published = [last]
        published[file.path] = file
      }
    }
    return Handrail.review(
      PolicyFile(path: path, bytes: text), in: world, linting: orders, published: published)
  }

  func review(_ file: String) throws -> Review {
    review(try golden.bytes(file), path: file)
  }

  func findings(_ review: Review) -> [Diagnostic] {
    review.diagnostics.filter { $0.code == rule }
  }

  /// The policy with the first fix of its first finding applied, again until nothing is offered.
  func mended(_ file: String) throws -> (text: [UInt8], levels: [FixLevel]) {
    var text = try golden.bytes(file)
    var levels: [FixLevel] = []
    for _ in 0..<20 {
      let review = review(text, path: file)
      guard let fix = findings(review).lazy.compactMap(\.fixes.first).first else { break }
      guard fix.edits.allSatisfy({ $0.place.file.offset == 0 }) else { break }
      levels.append(fix.level)
      for edit in fix.edits.sorted(by: { $0.place.range.lower > $1.place.range.lower }) {
        text.replaceSubrange(edit.place.range.offsets, with: Array(edit.replacement.utf8))
      }
    }
    return (text, levels)
  }
}

/// Zones of one version, and the files of a golden case to use.
func worldOfTests(beside golden: Golden?) -> PolicySurroundings {
  var surroundings = PolicySurroundings()
  surroundings.load = { path, _ in
    guard let bytes = try? golden?.bytes(path) else {
      return .failure(.init(reason: "beside the file that uses it"))
    }
    return .success(PolicyFile(path: path, bytes: bytes))
  }
  surroundings.zoneFile = { ZoneFixture.bytes($0) }
  surroundings.zoneNames = { ZoneFixture.names }
  surroundings.zoneDataVersion = "fixture"
  return surroundings
}

extension LintSurroundings {
  /// The day of all cases, and what `surroundings.txt` says: a word and its value a line.
  init(_ golden: Golden) throws {
    self.init()
    today = CalendarDate(year: 2026, month: 3, day: 2)
    guard golden.files.contains("surroundings.txt") else { return }
    let text = String(decoding: try golden.bytes("surroundings.txt"), as: UTF8.self)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      try take(words[0], Array(words.dropFirst()))
    }
  }

  private mutating func take(_ key: String, _ values: [String]) throws {
    func number() throws -> Int {
      guard let first = values.first, let number = Int(first) else { throw UnknownLine(key: key) }
      return number
    }
    switch key {
    case "published":
      published = PublishedVersion(version: Int64(try number()), digest: values[1])
    case "looser":
      let sentence = values.joined(separator: " ")
      loosening = Loosening((loosening?.regions ?? []) + [sentence], isApproved: false)
    case "approved": loosening?.isApproved = true
    case "free_amount": freeAmounts[values[0]] = Decimal(values[1].utf8)
    case "chat_seconds": chatSeconds = Int64(try number())
    case "chat_turns": chatTurns = try number()
    case "reading_level": readingLevel = try number()
    case "message_length": messageLength = try number()
    case "channels": channels = values
    case _: throw UnknownLine(key: key)
    }
  }

  private struct UnknownLine: Error { let key: String }
}
