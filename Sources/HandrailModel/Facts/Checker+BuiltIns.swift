import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// True for the name of a fact that the engine knows by itself, with this policy's names.
  func isBuiltInName(_ name: String) -> Bool {
    switch name {
    case "task", "handler", "turn_count", "human_requests", "now": return true
    default: break
    }
    guard let dot = name.firstIndex(of: ".") else { return false }
    let head = String(name[..<dot])
    let rest = String(name[name.index(after: dot)...])
    switch head {
    case "choice" where names[.offer, rest] != nil: return true
    case "approval" where names[.approval, rest] != nil: return true
    case "done" where names[.task, rest] != nil: return true
    default: break
    }
    guard let lastDot = name.lastIndex(of: ".") else { return false }
    let field = name[name.index(after: lastDot)...]
    return ["open", "free", "wait"].contains(field)
      && names[.queue, String(name[..<lastDot])] != nil
  }

  /// Every built-in fact that exists for the names of the policy.
  func builtIns() -> [Fact] {
    var facts: [Fact] = []
    func add(_ name: String, _ domain: Domain, _ builtIn: BuiltIn) {
      facts.append(
        Fact(
          name: name, domain: domain, supply: .builtIn(builtIn), mayBeUnknown: false,
          origin: header.origin))
    }
    let taskNames = model.vocabulary.tasks.elements.map(\.name)
    add("task", list(taskNames + ["none"]), .task)
    add("handler", list(["ai", "human"]), .handler)
    add("turn_count", count(), .turnCount)
    add("human_requests", count(), .humanRequests)
    add("now", Domain(.moment), .now)
    for offer in accepted(.offer).compactMap({ $0.word(1)?.text }) {
      add("choice." + offer, list(["none", "ai", "human", "callback"]), .choice(offer: offer))
    }
    let states = ["not_asked", "waiting", "granted", "refused", "expired"]
    for approval in accepted(.approval).compactMap({ $0.word(1)?.text }) {
      add("approval." + approval, list(states), .approval(approval))
    }
    for id in model.people.queues.indices {
      let name = model.people.queues[id].name
      add(name + ".open", Domain(.yesNo), .queueOpen(id))
      add(name + ".free", count(), .queueFree(id))
      var wait = Domain(.duration)
      wait.highest = 30 * 86_400
      add(name + ".wait", wait, .queueWait(id))
    }
    for id in model.vocabulary.tasks.indices {
      add("done." + model.vocabulary.tasks[id].name, Domain(.yesNo), .done(id))
    }
    return facts
  }

  private func list(_ words: [String]) -> Domain {
    var domain = Domain(.oneOf)
    domain.words = words.map { ListWord($0) }
    return domain
  }

  private func count() -> Domain {
    var domain = Domain(.number)
    domain.highest = 1_000_000
    return domain
  }
}
