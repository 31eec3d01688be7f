import HandrailTestSupport

/// A condition that can still be cut and changed: tests joined on one line, or a group.
struct SmallCondition {
  enum Joint: String { case and, or, all, any, none }

  var joint: Joint
  var tests: [String]
  /// A second level, of a group alone.
  var nested: [String] = []
  var nestedJoint = Joint.any

  init(_ joint: Joint, _ tests: [String]) {
    self.joint = joint
    self.tests = tests
  }

  /// What stands after `when `.
  var text: String {
    switch joint {
    case .and, .or: return tests.joined(separator: " \(joint.rawValue) ")
    case .all, .any, .none:
      var lines = ["\(joint.rawValue) of"] + tests.map { "    - " + $0 }
      if !nested.isEmpty {
        lines.append("    - \(nestedJoint.rawValue) of")
        lines += nested.map { "      -- " + $0 }
      }
      return lines.joined(separator: "\n")
    }
  }
}

/// A heading with a guard: a rule, a gate, a definition or a way back.
struct SmallGuarded {
  var title: String
  var when: SmallCondition?
  var excepts: [SmallCondition] = []
  /// `skip` or `apply`.
  var ifUnknown: String?
  /// Effects and other lines, as written.
  var lines: [String] = []

  init(_ title: String) { self.title = title }

  var text: String {
    var written = [title]
    if let when { written.append("when " + when.text) }
    written += excepts.map { "except when " + $0.text }
    if let ifUnknown { written.append("if unknown " + ifUnknown) }
    return (written + lines).joined(separator: "\n  ") + "\n"
  }
}

/// A small policy before it is text.
struct SmallSketch {
  var startWith = "ai"
  var hasZone = false
  /// Facts, tasks, roles, queues, calendars and tables, each a whole heading.
  var vocabulary: [String] = []
  var preferred: [String] = []
  var rules: [SmallGuarded] = []
  var gates: [SmallGuarded] = []
  var promises: [String] = []

  var text: String {
    let zone = hasZone ? "  time zone Europe/London\n" : ""
    let header = "policy small version 1\n  language 1\n\(zone)  start with \(startWith)\n"
    let prefer =
      preferred.count > 1
      ? "prefer queues \(preferred.dropLast().joined(separator: ", ")) otherwise "
        + "\(preferred[preferred.count - 1])\n"
      : "prefer queues otherwise \(preferred.joined())\n"
    let headings =
      vocabulary + [prefer] + rules.map(\.text) + gates.map(\.text) + promises
    return ([header] + headings).joined(separator: "\n")
  }
}

/// A fact of a small policy.
struct SmallFact {
  enum Kind { case flag, pick, set, level, number, money, duration, score, age }

  var name: String
  var kind: Kind
  var words: [String] = []
  var highest = 4
  var isTurn = false
  var mayBeUnknown = false
  /// A definition or a worked-out fact: it is not sent, and takes no window.
  var isDerived = false

  var declaration: String {
    let type: String
    switch kind {
    case .flag: type = "yes or no"
    case .pick: type = "one of " + words.joined(separator: ", ")
    case .set: type = "any of " + words.joined(separator: ", ")
    case .level: type = "level of " + words.joined(separator: ", ")
    case .number: type = "number 0 to \(highest)"
    case .money: type = "money up to JPY \(highest)"
    case .duration: type = "duration up to \(highest) minutes"
    case .score: type = "score"
    case .age: type = "moment"
    }
    return "\(name) is \(type)" + (isTurn ? " every turn" : "")
      + (isDerived ? " worked out" : mayBeUnknown ? " or unknown" : "")
  }
}
