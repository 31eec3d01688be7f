import HandrailModel
import HandrailSource

extension LintedPolicy {
  /// Every queue that a target can come to, in order.
  func queuesNamed(by target: HandOverTarget) -> [QueueID] {
    switch target {
    case .queue(let queue): [queue]
    case .table(let table):
      queueResults(
        of: model.vocabulary.tables[table].outputs,
        model.vocabulary.tables[table].rows.map(\.results))
    case .choose(let choose):
      model.vocabulary.chooses[choose].output == .queue
        ? Set(model.vocabulary.chooses[choose].rows.compactMap(\.result)).sorted()
          .map { QueueID(Int($0)) } : []
    case .refuse: []
    }
  }

  private func queueResults(of outputs: [TableOutput], _ rows: [[Int64?]]) -> [QueueID] {
    guard let column = outputs.firstIndex(of: .queue) else { return [] }
    return Set(rows.compactMap { column < $0.count ? $0[column] : nil }).sorted()
      .map { QueueID(Int($0)) }
  }

  /// Every `hand over` of rules and gates.
  var handOvers: [HandOverTarget] {
    let ofRules = model.rules.flatMap { rule in
      rule.effects.compactMap { effect -> HandOverTarget? in
        switch effect.action {
        case .handOver(let target), .otherwiseHandOver(let target): target
        case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse,
          .startWithHuman, .bringIn, .contactCustomer, .urgency, .needSkills:
          nil
        }
      }
    }
    let failures =
      model.gates.firsts.flatMap { [$0.ifNoAnswer, $0.ifRefused] }
      + model.gates.approvals.flatMap { [$0.conditions.ifNoAnswer, $0.conditions.ifRefused] }
    return ofRules
      + failures.compactMap { failure in
        guard case .handOver(let target)? = failure else { return nil }
        return target
      }
  }
}
