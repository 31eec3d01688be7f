import HandrailEngine
import HandrailModel

/// A condition as it is read: within a sentence, or as a list under one.
enum SpokenCondition {
  case inline(String)
  /// `all of these are so`, and what they are.
  case listed(String, [String])
}

extension PolicyWords {
  /// The most tests and columns of a condition that is read within a sentence.
  private static var mostInline: (tests: Int, columns: Int) { (3, 150) }

  func spoken(_ condition: Condition) -> SpokenCondition {
    if let inline = inline(condition) { return .inline(inline) }
    let items = condition.entries.map { entry -> String in
      switch entry {
      case .test(let test): clause(test)
      case .group(let group): nested(group)
      }
    }
    return .listed(lead(condition.mode), items)
  }

  private func inline(_ condition: Condition) -> String? {
    var clauses: [String] = []
    for entry in condition.entries {
      switch entry {
      case .test(let test): clauses.append(clause(test))
      case .group: return nil
      }
    }
    let joined = join(clauses, condition.mode == .any ? "or" : "and")
    switch condition.mode {
    case .none: return nil
    case .all, .any: break
    }
    let most = PolicyWords.mostInline
    guard clauses.count == 1 || clauses.count <= most.tests && joined.count <= most.columns else {
      return nil
    }
    return joined
  }

  /// Clauses one after the other; one that opens with a side remark stands between commas.
  private func join(_ clauses: [String], _ word: String) -> String {
    var joined = ""
    for clause in clauses {
      if joined.isEmpty {
        joined = clause
      } else {
        joined += " \(word)" + (opensAside(clause) ? ", " : " ") + clause
      }
    }
    return joined
  }

  private func opensAside(_ clause: String) -> Bool {
    clause.hasPrefix("counting ") || clause.hasPrefix("now or at ") || clause.hasPrefix("in this ")
  }

  private func lead(_ mode: GroupMode) -> String {
    switch mode {
    case .all: "all of these are so"
    case .any: "any of these is so"
    case .none: "none of these is so"
    }
  }

  /// A group within a group.
  private func nested(_ group: Condition) -> String {
    let clauses = group.entries.map { entry -> String in
      switch entry {
      case .test(let test): clause(test)
      case .group(let inner): nested(inner)
      }
    }
    if clauses.count == 1, group.mode != .none { return clauses[0] }
    return "\(lead(group.mode)): " + clauses.joined(separator: "; ")
  }

  /// A sentence with its condition, such as `A person takes over when anger is above 0.7`.
  ///
  /// `word` joins the two.
  func passage(_ start: String, _ word: String = "when", _ condition: Condition?) -> Passage {
    guard let condition else { return .sentence(start.closed) }
    switch spoken(condition) {
    case .inline(let clause):
      return .sentence("\(start) \(word)\(opensAside(clause) ? "," : "") \(clause).")
    case .listed(let lead, let items): return .list("\(start) \(word) \(lead):", items)
    }
  }

  /// The same with a pause before the condition, where the start is long.
  func pausing(_ start: String, _ condition: Condition?) -> Passage {
    guard condition != nil else { return .sentence(start.closed) }
    return passage(start.paused, "when", condition)
  }

  /// A condition within a longer sentence, whatever its length.
  func within(_ condition: Condition) -> String {
    switch spoken(condition) {
    case .inline(let clause): return clause
    case .listed: return nested(condition)
    }
  }

  /// What has to be known of windows and switches to read them right.
  func notes(on condition: Condition?, restarts: Bool) -> [Passage] {
    let windows = (condition?.tests ?? []).compactMap(\.window)
    var notes: [String] = []
    if windows.contains(where: { if case .turns = $0 { true } else { false } }) {
      notes.append("Turns that have not happened don't count.")
      if restarts { notes.append("Counting starts anew when the conversation changes hands.") }
    }
    if windows.contains(.anyPoint) {
      notes.append("What was so once stays so for the whole conversation.")
    }
    return notes.isEmpty ? [] : [.sentence(notes.joined(separator: " "))]
  }
}
