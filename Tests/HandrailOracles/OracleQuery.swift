/// A yes-or-no question about a policy that the region search answers, and both oracles.
///
/// Each asks whether *some question of the space* (`Space`) shows something. Rules, tables and
/// promises are named; effects, exceptions and rows are positions in the checked model.
package enum OracleQuery: Hashable, Sendable {
  /// The guard is yes as some line of the rule reads it, `otherwise` lines apart: in force,
  /// `when` yes, and no exception in the way. A can't tell that applies does not count.
  case ruleCanApply(rule: String)
  /// The line is yes, and for some task that it covers the ruling is its own: `ai` for `ai may`,
  /// `suggest` for `ai may only suggest`. Handler and gates do not matter.
  case permissionCanTakeEffect(rule: String, effect: Int)
  /// Without this exception some line of the rule reads another truth, of the four.
  case exceptionMatters(rule: String, exception: Int)
  /// The rule could apply without its exceptions, and cannot with them; false without any.
  case exceptionCoversAll(rule: String)
  /// `hand over` or `otherwise hand over` lines of both are yes, and name different queues.
  case differentQueues(String, String)
  /// The way back (by place in the model) is yes as it reads its guard, and a `hand over` or
  /// `otherwise hand over` line of the rule is yes too. Whoever holds the conversation.
  case returnWhileHandingOver(way: Int, rule: String)
  /// Some decision breaks it. `once C … until D`: C is yes now, or was earlier (which needs a
  /// question where C is yes and D is not); D is not yes now; and the outcome is not as promised.
  /// Outcomes `for` tasks speak of questions about those tasks alone.
  case promiseBroken(String)
  /// The ruling, the handler, the queue of a person, or the open gates (approvals with their
  /// quorum, offers, `first` with what is open) differ from the next version's.
  case versionsDiffer
  /// No row is taken, though nothing is a fault and the task is not missing. Tables and `choose`.
  case tableGap(String)
  /// Both rows are yes.
  case rowsOverlap(table: String, Int, Int)

  /// The sort of query, for shares.
  package var sort: String {
    switch self {
    case .ruleCanApply: "ruleCanApply"
    case .permissionCanTakeEffect: "permissionCanTakeEffect"
    case .exceptionMatters: "exceptionMatters"
    case .exceptionCoversAll: "exceptionCoversAll"
    case .differentQueues: "differentQueues"
    case .returnWhileHandingOver: "returnWhileHandingOver"
    case .promiseBroken: "promiseBroken"
    case .versionsDiffer: "versionsDiffer"
    case .tableGap: "tableGap"
    case .rowsOverlap: "rowsOverlap"
    }
  }
}
