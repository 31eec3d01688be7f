internal import Handrail
import HandrailAnalysis
import HandrailEngine

/// What differs between two versions, by `docs/schema/diff.schema.json`.
package func diffJSON(_ report: DiffReport) -> [UInt8] {
  var text = JSONText(indented: true)
  text.object { text in
    text.list("policies", report.policies) { policy, text in write(policy, &text) }
    text.list("removed", report.removed) { name, text in text.value(name) }
    text.list("added", report.added) { name, text in text.value(name) }
  }
  return text.bytes + [0x0A]
}

private func write(_ policy: ComparedPolicy, _ text: inout JSONText) {
  text.object { text in
    for (key, graph) in [("old", policy.old), ("new", policy.new)] {
      text.key(key)
      text.object { $0.fields(of: graph.policy) }
    }
    text.list("changes", policy.diff.changes) { change, text in
      let words = ChangeWords(policy: policy, change: change)
      text.object { text in
        fields(change.open, policy, &text)
        text.field("example", words.example)
        text.field("before", words.before)
        text.field("after", words.after)
      }
    }
    text.list("not_settled", policy.diff.notSettled) { change, text in
      text.object { fields(change, policy, &$0) }
    }
    for (key, part) in [
      ("wording", AsidePart.wording), ("not_compared", .notCompared), ("other", .other),
    ] {
      text.key(key)
      text.list(policy.asides(part)) { aside, text in write(aside, policy, &text) }
    }
    text.key("replay")
    if let replay = policy.replay { write(replay, &text) } else { text.nothing() }
  }
}

private func fields(_ change: OpenChange, _ policy: ComparedPolicy, _ text: inout JSONText) {
  text.field("kind", change.kind.name)
  text.list("tasks", change.tasks) { name, text in text.value(name) }
  text.list("lines", change.causes) { line, text in
    text.object { text in
      text.field("name", line.name)
      write(line.old, "old", policy.old, &text)
      write(line.new, "new", policy.new, &text)
    }
  }
}

private func write(_ aside: Aside, _ policy: ComparedPolicy, _ text: inout JSONText) {
  text.object { text in
    text.field("sort", aside.sort.rawValue)
    text.field("change", aside.change.rawValue)
    text.field("name", aside.name)
    text.field("before", aside.old)
    text.field("after", aside.new)
    write(aside.oldPlace, "old", policy.old, &text)
    write(aside.newPlace, "new", policy.new, &text)
  }
}

private func write(
  _ place: ChangedLine.Place?, _ key: String, _ graph: DecisionGraph, _ text: inout JSONText
) {
  text.key(key)
  guard let place, graph.policy.files.indices.contains(place.file) else {
    text.nothing()
    return
  }
  text.object { text in
    text.field("file", graph.policy.files[place.file])
    text.field("line", place.line)
    text.field("text", place.text)
  }
}

private func write(_ replay: ReplayCount, _ text: inout JSONText) {
  text.object { text in
    text.field("questions", replay.questions)
    text.field("unreadable", replay.unreadable)
    for kind in ChangeKind.allCases {
      text.key(kind.name)
      text.object { text in
        text.field("count", replay.counts[kind.rawValue])
        text.field("first_line", replay.firstLines[kind.rawValue])
      }
    }
  }
}
