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
  for promise in model.checks.promises { add("promise \(promise.name)", promise.origin) }
  return found
}
