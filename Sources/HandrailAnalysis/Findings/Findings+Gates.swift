import HandrailEngine

extension Analysis {
  /// PL0608 and PL0611.
  func gateFindings() -> [Finding] {
    var findings: [Finding] = []
    for approval in graph.gates.approvals.indices {
      for task in taskClasses(within: graph.gates.approvals[approval].scope) {
        switch somebodyMay(task) {
        case .found: continue
        case .never:
          findings.append(Finding(.approvalNeverAsked(approval: approval, task: task)))
        case .notSettled:
          findings.append(
            Finding(.notSettled(heading: graph.gates.approvals[approval].heading)))
        }
      }
    }
    for offer in graph.gates.offers.indices {
      for other in graph.gates.offers.indices.dropFirst(offer + 1) {
        findings += offeredTwice(offer, other).map { [$0] } ?? []
      }
    }
    return findings
  }

  /// Some question on which the task is not forbidden to everybody.
  package func somebodyMay(_ task: Int) -> SearchAnswer {
    var cone = self.cone
    let lines = TaskLines(task, &cone)
    return run(
      Goal(
        cone: cone, limits: [(space.position(of: .task) ?? 0, [task])],
        judge: { evaluation, box in
          let standing = Standing(lines, evaluation, box)
          return standing.verdict(standing.rulesOneOf([.nobody]).negated)
        },
        isShown: { decision, _ in decision.task.map { $0.ruling != .nobody } ?? false }))
  }

  private func offeredTwice(_ offer: Int, _ other: Int) -> Finding? {
    let offers = graph.gates.offers
    for task in taskClasses(within: offers[offer].scope) where offers[other].scope.contains(task) {
      let nodes = [offers[offer].node, offers[other].node]
      var cone = self.cone
      let steps = nodes.map { cone.root($0) }
      let lines = TaskLines(task, &cone)
      let answer = run(
        Goal(
          cone: cone, limits: [(space.position(of: .task) ?? 0, [task])],
          judge: { evaluation, box in
            let covers = Wishes(all: steps.map { ($0, .notNo) }).verdict(evaluation)
            guard case .certain = covers else { return covers }
            let standing = Standing(lines, evaluation, box)
            return standing.verdict(
              standing.rulesOneOf([.ai]).and(standing.human.negated))
          },
          isShown: { decision, _ in
            let open = (decision.task?.offers ?? []).filter { $0.choice == nil }.map { $0.offer }
            return open.contains(offer) && open.contains(other)
          }))
      switch answer {
      case .found(let witness):
        return Finding(.offersTwice(offer: offer, other: other, task: task), witness: witness)
      case .never: continue
      case .notSettled: return Finding(.notSettled(heading: offers[offer].heading))
      }
    }
    return nil
  }

  /// Some question on which both rows of a table are yes; rows count from 0.
  package func rowsMeet(_ table: Int, _ first: Int, _ second: Int) -> SearchAnswer {
    let nodes = [first, second].map { graph.logic.tables[table].rows[$0].node }
    return question(whereAll: nodes.map { ($0, .yes) })
  }
}
