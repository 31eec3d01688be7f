internal import HandrailModel
internal import HandrailSource

/// A heading that is read and checked, and that this version does not carry out.
package struct NotBuiltHeading: Sendable, Equatable {
  /// The heading with its name: `approval refund_approval`.
  package var heading: String
  /// For gates: the tasks that are ruled human until it is built, by name; else empty.
  package var tasks: [String]
  package var file: String
  package var line: Int
}

/// Every heading of a policy that this version does not carry out, in order of sort and place.
func notBuiltHeadings(of model: PolicyModel) -> [NotBuiltHeading] {
  var found: [NotBuiltHeading] = []
  func add(_ heading: String, _ origin: Origin, tasks: Set<TaskID> = []) {
    found.append(
      NotBuiltHeading(
        heading: heading, tasks: tasks.sorted().map { model.vocabulary.tasks[$0].name },
        file: model.files[origin.place.file.offset].path, line: origin.line))
  }
  for approval in model.gates.approvals {
    add("approval \(approval.name)", approval.origin, tasks: approval.covers.tasks)
  }
  // The disclosure's way out counts requests for a person; only its words are not sent yet.
  if let disclosure = model.duties.disclosure, !disclosure.lines.isEmpty {
    add("disclosure", disclosure.origin)
  }
  if let conduct = model.duties.conduct.first { add("conduct", conduct.origin) }
  for handoff in model.duties.handoffs { add("handoff", handoff.origin) }
  if let assist = model.duties.assist { add("assist", assist.origin) }
  for oversight in model.duties.oversight where oversight.lines.contains(where: \.isNotBuilt) {
    add("oversight", oversight.origin)
  }
  if let afterwards = model.duties.afterwards.first { add("afterwards", afterwards.origin) }
  for target in model.duties.targets { add("target \(target.name)", target.origin) }
  for promise in model.checks.promises { add("promise \(promise.name)", promise.origin) }
  return found
}

extension Oversight.Line {
  /// Only `stop ai` is carried out.
  fileprivate var isNotBuilt: Bool {
    switch duty {
    case .stopAI: false
    case .watch, .reviewShare, .review, .alert: true
    }
  }
}
