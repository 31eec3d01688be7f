import HandrailSource

/// The tests of one line and the words that join them, whether or not they may stand together.
struct Joints {
  /// The first token of the first test.
  var start = 0
  /// The `and`s and `or`s between the tests.
  var positions: [Int] = []
}

/// A way to write several tests as a group.
struct Grouping {
  /// Members of the outer group, each a list of tests as the author wrote them.
  var members: [[String]]
  /// `all of` or `any of`; the inner groups are the other.
  var outer: Keyword

  private var inner: Keyword { outer == .all ? .any : .all }

  /// The lines from `all of` or `any of` on, dashes indented.
  var text: String {
    var lines = ["\(outer.spelling) of"]
    for member in members {
      if member.count == 1 {
        lines.append("    - \(member[0])")
      } else {
        lines.append("    - \(inner.spelling) of")
        lines += member.map { "      -- \($0)" }
      }
    }
    return lines.joined(separator: "\n")
  }

  /// In one line, for a title.
  var summary: String {
    let parts = members.map { member in
      member.count == 1
        ? member[0] : "(" + member.joined(separator: inner == .all ? " and " : " or ") + ")"
    }
    return "\(outer.spelling) of: " + parts.joined(separator: "; ")
  }

  /// Whether it holds for a customer for whom only some tests hold, by their order in the line.
  func holds(_ isTrue: (Int) -> Bool) -> Bool {
    var index = 0
    var results: [Bool] = []
    for member in members {
      let tests = member.indices.map { isTrue(index + $0) }
      index += member.count
      let isInnerTrue = inner == .all ? !tests.contains(false) : tests.contains(true)
      results.append(isInnerTrue)
    }
    return outer == .all ? !results.contains(false) : results.contains(true)
  }
}

extension LineTrial {
  /// The tests of the line if "and" and "or" could stand together.
  func joints() -> Joints? {
    var parser = Parser(
      source: source, tokens: line + [Token(kind: .end, range: line[line.count - 1].range)])
    parser.joints = Joints()
    do throws(Stop) { try parser.line(alone: context) } catch { return nil }
    return parser.joints
  }

  /// PL0110: "and" and "or" on one line.
  func mixed() -> LineFinding? {
    guard let joints = joints() else { return nil }
    let words = joints.positions.map { line[$0].keyword }
    if case .dash(.entry) = context, Set(words).count == 1 { return joinedEntry(joints) }
    guard words.contains(.and), words.contains(.or) else { return nil }
    let second = joints.positions.first { line[$0].keyword != words[0] } ?? stop
    var fixes: [Fix] = []
    if case .clause(let heading, _) = context, heading != .choose, words.count < 10 {
      let ways = [
        grouping(joints, splitAt: .or, outer: .any), grouping(joints, splitAt: .and, outer: .all),
      ]
      let whole = place(line[joints.start].range.lower, line[end - 1].range.upper)
      let customer = customer(ways, count: words.count + 1, tests: tests(joints))
      fixes = ways.map { way in
        let counts = way.holds { customer.tests.contains($0) } ? "counts" : "doesn't count"
        return Fix(.ask, "\(way.summary)  \(customer.words) \(counts)", [Edit(whole, way.text)])
      }
    }
    return LineFinding(.mixedWords, at: place(second), fixes)
  }

  /// Two tests after one dash: they are a group of their own.
  private func joinedEntry(_ joints: Joints) -> LineFinding {
    let isAll = line[joints.positions[0]].keyword == .and
    let opener = isAll ? "all of" : "any of"
    let lines = tests(joints).map { "\n      -- " + $0 }.joined()
    let whole = place(line[joints.start].range.lower, line[end - 1].range.upper)
    return notUnderstood(
      at: joints.positions[0],
      [Fix(.apply, "`\(opener)` and a double dash for each", [Edit(whole, opener + lines)])])
  }

  private func tests(_ joints: Joints) -> [String] {
    let starts = [joints.start] + joints.positions.map { $0 + 1 }
    let ends = joints.positions + [end]
    return zip(starts, ends).map { text($0..<$1) }
  }

  private func grouping(_ joints: Joints, splitAt word: Keyword, outer: Keyword) -> Grouping {
    let tests = tests(joints)
    var members = [[tests[0]]]
    for (position, joint) in joints.positions.enumerated() {
      if line[joint].keyword == word {
        members.append([tests[position + 1]])
      } else {
        members[members.count - 1].append(tests[position + 1])
      }
    }
    return Grouping(members: members, outer: outer)
  }

  /// The customer with the fewest true tests for whom the two readings differ.
  private func customer(
    _ ways: [Grouping], count: Int, tests: [String]
  ) -> (tests: Set<Int>, words: String) {
    let all = (0..<(1 << count)).sorted { $0.nonzeroBitCount < $1.nonzeroBitCount }
    let bits = all.first { bits in
      ways[0].holds { bits >> $0 & 1 == 1 } != ways[1].holds { bits >> $0 & 1 == 1 }
    }
    let held = Set((0..<count).filter { (bits ?? 0) >> $0 & 1 == 1 })
    let words = held.sorted().map { "`\(tests[$0])`" }.joined(separator: " and ")
    return (held, "A customer with only \(words)")
  }
}
