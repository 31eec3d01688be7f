/// The words that open a block, `policy` for the file's own first lines included.
package enum Heading: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  case policy, afterwards, approval, assist, calendar, choose, conduct, define, disclosure, facts,
    first, handoff, mark, offer, oversight, prefer, promise, queue, returnToAI, roles, rule,
    scenario, table, target, tasks, use

  /// The word as it is written.
  package var spelling: String { keyword.spelling }

  /// The word that opens it.
  package var keyword: Keyword {
    switch self {
    case .policy: .policy
    case .afterwards: .afterwards
    case .approval: .approval
    case .assist: .assist
    case .calendar: .calendar
    case .choose: .choose
    case .conduct: .conduct
    case .define: .define
    case .disclosure: .disclosure
    case .facts: .facts
    case .first: .first
    case .handoff: .handoff
    case .mark: .mark
    case .offer: .offer
    case .oversight: .oversight
    case .prefer: .prefer
    case .promise: .promise
    case .queue: .queue
    case .returnToAI: .returnWord
    case .roles: .roles
    case .rule: .rule
    case .scenario: .scenario
    case .table: .table
    case .target: .target
    case .tasks: .tasks
    case .use: .use
    }
  }

  /// The node that its block becomes.
  package var nodeKind: NodeKind {
    switch self {
    case .policy: .header
    case .afterwards: .afterwards
    case .approval: .approval
    case .assist: .assist
    case .calendar: .calendar
    case .choose: .choose
    case .conduct: .conduct
    case .define: .define
    case .disclosure: .disclosure
    case .facts: .facts
    case .first: .first
    case .handoff: .handoff
    case .mark: .mark
    case .offer: .offer
    case .oversight: .oversight
    case .prefer: .prefer
    case .promise: .promise
    case .queue: .queue
    case .returnToAI: .returnToAI
    case .roles: .roles
    case .rule: .rule
    case .scenario: .scenario
    case .table: .table
    case .target: .target
    case .tasks: .tasks
    case .use: .use
    }
  }
}
