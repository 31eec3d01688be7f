func canonicalEffect(
  _ effect: GraphEffect, _ names: CanonicalNames, _ nodes: CanonicalNodes
) -> [UInt8] {
  var writer = CanonicalWriter(names.heading(effect.heading))
  writer.part(nodes.digest(effect.node))
  writer.texts(names.tasks(effect.scope))
  switch effect.action {
  case .aiMay: writer.text("ai may")
  case .aiMayOnlySuggest: writer.text("ai may only suggest")
  case .onlyHumanMay(let roles):
    writer.text("only a human may")
    writer.unordered(roles.map { CanonicalWriter($0).bytes })
  case .nobodyMay: writer.text("nobody may")
  case .otherwiseRefuse: writer.text("otherwise refuse")
  case .handOver(let handOver): writer.part(canonicalHandOver("hand over", handOver, names))
  case .otherwiseHandOver(let handOver):
    writer.part(canonicalHandOver("otherwise hand over", handOver, names))
  case .startWithHuman: writer.text("start with human")
  case .stopAI: writer.text("stop ai")
  case .bringIn(let who):
    writer.text("bring in")
    writer.text(who)
  case .contactCustomer(let byAI, let task):
    writer.text("contact customer")
    writer.flag(byAI)
    writer.text(names.task(task))
  case .urgency(let level):
    writer.text("urgency")
    writer.integer(Int(level))
  case .needSkills(let skills):
    writer.text("need skills")
    writer.texts(skills)
  }
  return writer.bytes
}

func canonicalHandOver(
  _ part: String, _ handOver: GraphEffect.HandOver, _ names: CanonicalNames
) -> [UInt8] {
  var writer = CanonicalWriter(part)
  switch handOver {
  case .queue(let queue):
    writer.text("to")
    writer.text(names.queue(queue))
  case .table(let table):
    writer.text("using")
    writer.text(names.table(table))
  case .none: writer.text("none")
  }
  return writer.bytes
}

package func canonicalQueue(
  _ queue: GraphQueue, _ names: CanonicalNames, _ nodes: CanonicalNodes
) -> [UInt8] {
  var writer = CanonicalWriter(queue.name)
  writer.ordered(queue.skills.map(canonicalSkill))
  writer.optional(queue.urgency.map { Int64($0) })
  writer.part(nodes.digest(queue.agents))
  writer.text(names.fact(queue.bestFirst))
  writer.text(names.calendar(queue.hours))
  writer.ordered(queue.ladder.map { canonicalRung($0, names) })
  return writer.bytes
}

private func canonicalSkill(_ skill: GraphQueue.Skill) -> [UInt8] {
  var writer = CanonicalWriter(skill.name)
  writer.optional(skill.atLeast)
  return writer.bytes
}

private func canonicalRung(_ rung: LadderRung, _ names: CanonicalNames) -> [UInt8] {
  var writer = CanonicalWriter(names.queue(rung.queue))
  writer.optional(rung.afterSeconds)
  switch rung.step {
  case .lastAgentFirst(let seconds):
    writer.text("last agent first")
    writer.integer(seconds)
  case .withoutSkills(let skills):
    writer.text("without skills")
    writer.texts(skills)
  case .accept(let skill):
    writer.text("accept")
    writer.part(canonicalSkill(skill))
  case .urgency(let level):
    writer.text("urgency")
    writer.integer(Int(level))
  case .tryQueue(let queue):
    writer.text("try")
    writer.text(names.queue(queue))
  case .callback(let seconds, let calendar):
    writer.text("callback")
    writer.optional(seconds)
    writer.text(names.calendar(calendar))
  case .keepWaiting: writer.text("keep waiting")
  case .takeMessage: writer.text("take message")
  }
  return writer.bytes
}
