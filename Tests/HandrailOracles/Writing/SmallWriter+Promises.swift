import HandrailTestSupport

/// Promises, and the second version of a policy.
extension SmallWriter {
  mutating func writePromises() {
    for place in 0..<1 + random.below(2) {
      let trigger = promiseCondition().text
      var lines = ["promise p\(place)"]
      let isOnce = random.chance(15)
      lines.append(
        isOnce ? "once \(trigger)" : random.chance(10) ? "always" : "whenever \(trigger)")
      lines.append(random.chance(60) ? "expect " + outcomes() : "never " + outcome())
      if isOnce { lines.append("until \(condition().text)") }
      sketch.promises.append(lines.joined(separator: "\n  ") + "\n")
    }
  }

  /// Often what some rule asks, for then it may hold.
  private mutating func promiseCondition() -> SmallCondition {
    let restricting = sketch.rules.filter { !$0.lines[0].hasPrefix("ai may") }
    if let rule = restricting.randomElement(using: &random), let when = rule.when,
      random.chance(65)
    {
      return when
    }
    guard random.chance(10) else { return condition() }
    return SmallCondition(.all, ["handler is " + random.pick(["human", "ai"])])
  }

  private mutating func outcomes() -> String {
    var several = outcome()
    while random.chance(50) {
      let other = random.pick(["human", "nobody", "ask", "suggest", "ai"])
      if !several.contains(other) { several += " or " + other }
    }
    if random.chance(25) { several += " for " + random.pick(tasks) }
    return several
  }

  private mutating func outcome() -> String {
    var all = ["human", "human", "human", "ai", "ai", "nobody", "suggest", "ask"]
    all.append("human in " + random.pick(queues))
    if !approvals.isEmpty { all += ["approval", "approval by 2 people"] }
    all += (offers + offers).map { "offer " + $0 } + (firsts + firsts).map { "first " + $0 }
    return random.pick(all)
  }

  /// The next version: one change, which may change nothing.
  mutating func changed(_ first: SmallSketch) -> SmallSketch {
    var sketch = first
    guard let place = sketch.rules.indices.randomElement(using: &random) else { return sketch }
    switch random.below(12) {
    case 0: sketch.rules.shuffle(using: &random)
    case 1: double(place, in: &sketch)
    case 2, 3, 4: sketch.rules.remove(at: place)
    case 5: if !sketch.rules[place].excepts.isEmpty { sketch.rules[place].excepts.removeLast() }
    case 6, 7: changeNumber(place, in: &sketch)
    case 8: changeEffect(place, in: &sketch)
    case 9: reword(place, in: &sketch)
    case 10:
      let isApply = sketch.rules[place].ifUnknown == "apply"
      sketch.rules[place].ifUnknown = isApply ? nil : "skip"
    default:
      if random.chance(40) {
        sketch.startWith = first.startWith == "ai" ? "human" : "ai"
      } else if let gate = sketch.gates.indices.last, isDroppable(sketch.gates[gate]) {
        sketch.gates.remove(at: gate)
      }
    }
    return sketch
  }

  /// A definition is read elsewhere, and so are gates that a promise names.
  private func isDroppable(_ gate: SmallGuarded) -> Bool {
    let name = gate.title.split(separator: " ").last.map(String.init) ?? ""
    return !gate.title.hasPrefix("define") && !sketch.promises.contains { $0.contains(name) }
  }

  /// The same rule again, under another name, perhaps for fewer questions.
  private mutating func double(_ place: Int, in sketch: inout SmallSketch) {
    var copy = sketch.rules[place]
    copy.title = "rule again"
    if var when = copy.when, when.joint == .and, random.chance(60) {
      when.tests.append(test())
      copy.when = when
    }
    sketch.rules.append(copy)
  }

  /// The same condition in other words.
  private mutating func reword(_ place: Int, in sketch: inout SmallSketch) {
    guard var when = sketch.rules[place].when else { return }
    switch when.joint {
    case .and: when.joint = .all
    case .or: when.joint = .any
    case .all, .any, .none: when.tests.append(when.tests[0])
    }
    sketch.rules[place].when = when
  }

  private mutating func changeNumber(_ place: Int, in sketch: inout SmallSketch) {
    guard var when = sketch.rules[place].when else { return }
    let test = random.below(when.tests.count)
    var words = when.tests[test].split(separator: " ").map(String.init)
    guard let number = words.lastIndex(where: { Int($0) != nil }), let value = Int(words[number])
    else { return }
    words[number] = "\(max(0, value + random.pick([-1, 1])))"
    when.tests[test] = words.joined(separator: " ")
    sketch.rules[place].when = when
  }

  private mutating func changeEffect(_ place: Int, in sketch: inout SmallSketch) {
    let line = sketch.rules[place].lines[0]
    if line.hasPrefix("hand over") {
      sketch.rules[place].lines[0] = "hand over " + handOver()
    } else if let range = line.wholeRange(of: "only a human may ") {
      sketch.rules[place].lines[0] = "nobody may " + line[range.upperBound...]
    } else if let range = line.wholeRange(of: "ai may only suggest ") {
      sketch.rules[place].lines[0] = "ai may " + line[range.upperBound...]
    }
  }
}

extension String {
  fileprivate func wholeRange(of prefix: String) -> Range<String.Index>? {
    hasPrefix(prefix) ? startIndex..<index(startIndex, offsetBy: prefix.count) : nil
  }
}
