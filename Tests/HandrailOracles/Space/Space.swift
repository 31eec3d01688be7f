import HandrailEngine
import HandrailModel
import HandrailSource

/// Every question and memory that the oracles range over.
///
/// Exactly the combinations of these, and nothing else:
/// - **asked**: every task, `none`, and a missing task; never a survey, no `action`.
/// - **facts of the session**: every value at which the policy's tests say something else (facts
///   that stand in a sum, an average, a trend or against another fact: every value of the small
///   domain); unknown by absence where declared `or unknown`; unknown by a fault, always. A moment
///   is an age of 0 or more: what is ahead is a fault.
/// - **turns**: 0 to *m* of them, *m* the longest window, average or trend (1 without; one more
///   where a switch looks at turns), numbered from 1, all sent; each turn fact of each turn like a
///   fact of the session.
/// - **the moment**: one of every stretch that dates cut, with the calendar open and closed.
/// - **memory**: none yet (`new`), or kept with the AI or a person as handler. Kept by either:
///   each switch no, yes, open or fault (a switch that only promises read too, as if the engine
///   kept it); the last change of handler at turn 0 or at any turn sent; each `start with human`
///   rule judged or not. By the AI besides: the tasks that a way back left to it, or no limit. By a
///   person besides: each way back armed or not; the ways taken 0 times, or as often as some limit
///   says; any queue, or none without a `prefer`; each `hand over` line was yes at the decision
///   before or not. New memory has none of these. Memory that cannot be used is left out.
/// - **trials**: no session id, or each trial in or out.
/// - **events**: in memory that is kept, a person chosen since in each offer or not, about
///   something else. No other, now or before: no task done, nothing confirmed, asked or voted.
///
/// A history that no conversation reaches is in the space all the same. Two versions range over
/// the cuts of both, facts, ways back (by place), rules, switches and offers (by name) and
/// hand-over lines (by their rule and words) being the same.
package struct Space {
  enum Variable: Hashable {
    case asked, history, moment, holder, held, trials, taken, limit
    /// Who holds the conversation after the decision; the decision says which, not the question.
    case decided
    case fact(String)
    case switching(String)
    case armed(Int)
    case judged(String)
    /// A hand-over line of a rule was yes at the decision before.
    case called(String, String)
    /// A person was chosen in the offer since the decision before.
    case chosen(String)
  }

  /// Turns sent, oldest first, each with a code for every turn fact; and the turn of the change.
  struct History: Hashable {
    var turns: [[Int64]]
    /// Number of the turn at which the handler last changed.
    var changedAt: Int
  }

  /// A stretch of time: an instant of it.
  struct Instant: Hashable {
    var microseconds: Int64
  }

  /// By rule: the bucket of the session; nothing without a session id.
  typealias Trials = [String: Int]?

  /// Codes of a cell without a value.
  static let open = Int64.min
  static let fault = Int64.min + 1
  static let holders = ["new", "ai", "human"]
  static let switchTruths: [Truth] = [.no, .yes, .open, .fault]

  var places: [Variable: Int] = [:]
  var sizes: [Int] = []
  var values: [String: [Int64]] = [:]
  var turnFacts: [String] = []
  var histories: [History] = [History(turns: [], changedAt: 0)]
  var longestHistory = 0
  var instants: [Instant] = []
  var trials: [Trials] = [nil]
  var limits: [Set<String>?] = [nil]
  var taken: [Int] = [0]
  var taskCount = 0
  var queueCount = 0

  /// How many questions it has, combinations that memory rules out included.
  package var size: Int {
    sizes.reduce(1) { product, size in
      let (next, isTooMany) = product.multipliedReportingOverflow(by: size)
      return isTooMany ? Int.max : next
    }
  }

  mutating func add(_ variable: Variable, _ size: Int) {
    guard places[variable] == nil else { return }
    places[variable] = sizes.count
    sizes.append(size)
  }

  func place(_ variable: Variable) -> Int {
    guard let place = places[variable] else {
      preconditionFailure("the space has every variable that its policies read")
    }
    return place
  }
}
