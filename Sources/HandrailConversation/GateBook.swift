import Handrail
import HandrailEngine

/// What decisions showed of each gate last: answers are bound to it.
struct GateBook {
  struct Shown {
    var sort: GateSort
    var name: String
    /// Position in the graph's tasks.
    var task: Int
    var instance: String
  }

  /// The one shown last stands last.
  private(set) var shown: [Shown] = []

  /// Notes the gates of a decision about one task.
  mutating func note(_ decision: HostDocument, task: Int) {
    guard let gates = decision.member("gates", of: 0) else { return }
    for gate in decision.elements(of: gates) {
      guard let instance = decision.words("instance", of: gate) else { continue }
      for sort in GateSort.allCases {
        guard let name = decision.words(sort.rawValue, of: gate) else { continue }
        shown.removeAll { $0.sort == sort && $0.name == name && $0.task == task }
        shown.append(Shown(sort: sort, name: name, task: task, instance: instance))
      }
    }
  }

  /// What a happening speaks of: the gate of that name that was shown last.
  func find(_ happening: Happening) -> Shown? {
    shown.last { found in
      found.sort == happening.gate && found.name == happening.name
        && (happening.task == nil || found.task == happening.task)
        && (happening.instance == nil || found.instance == happening.instance)
    }
  }

  /// The gates shown so far, for a message.
  var words: String {
    let names = shown.suffix(8).map { "\($0.sort.rawValue) \($0.name)" }
    return names.isEmpty
      ? "nothing was shown so far" : "shown so far: \(names.joined(separator: ", "))"
  }
}
