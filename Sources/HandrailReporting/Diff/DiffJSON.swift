internal import Handrail
import HandrailAnalysis
import HandrailEngine

/// What differs between two versions, by `docs/schema/diff.schema.json`.
package func diffJSON(_ report: DiffReport) -> [UInt8] {
  var text = JSONText(indented: true)
  text.object { text in
    text.key("policies")
    text.list(report.policies) { policy, text in write(policy, &text) }
    text.key("removed")
    text.list(report.removed) { name, text in text.value(name) }
    text.key("added")
    text.list(report.added) { name, text in text.value(name) }
  }
  return text.bytes + [0x0A]
}

private func write(_ policy: ComparedPolicy, _ text: inout JSONText) {
  text.object { text in
    for (key, graph) in [("old", policy.old), ("new", policy.new)] {
      text.key(key)
      text.object { $0.fields(of: graph.policy) }
    }
    text.key("changes")
    text.list(policy.diff.changes) { change, text in
      let words = ChangeWords(policy: policy, change: change)
      text.object { text in
        text.field("kind", change.kind.name)
        text.key("tasks")
        text.list(change.tasks) { name, text in text.value(name) }
        text.key("lines")
        text.list(change.causes) { line, text in write(line, policy, &text) }
        text.field("example", words.example)
        text.field("before", words.before)
        text.field("after", words.after)
      }
    }
    text.key("not_settled")
    text.list(policy.diff.notSettled) { change, text in
      text.object { text in
        text.field("kind", change.kind.name)
        text.key("tasks")
        text.list(change.tasks) { name, text in text.value(name) }
        text.key("lines")
        text.list(change.causes) { line, text in write(line, policy, &text) }
      }
    }
    text.key("asides")
    text.list(policy.diff.asides) { aside, text in
      text.object { text in
        text.field("sort", aside.sort.rawValue)
        text.field("change", aside.change.rawValue)
        text.field("name", aside.name)
        text.field("old", aside.old)
        text.field("new", aside.new)
      }
    }
    text.key("replay")
    if let replay = policy.replay { write(replay, &text) } else { text.nothing() }
  }
}

private func write(_ line: ChangedLine, _ policy: ComparedPolicy, _ text: inout JSONText) {
  text.object { text in
    text.field("name", line.name)
    for (key, place, graph) in [("old", line.old, policy.old), ("new", line.new, policy.new)] {
      text.key(key)
      guard let place, graph.policy.files.indices.contains(place.file) else {
        text.nothing()
        continue
      }
      text.object { text in
        text.field("file", graph.policy.files[place.file])
        text.field("line", place.line)
        text.field("text", place.text)
      }
    }
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
