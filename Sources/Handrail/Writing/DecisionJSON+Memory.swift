import HandrailEngine

extension DecisionWriter {
  /// Memory by names, as `MemoryReading` reads it back; a session that has none is `"new"`.
  func write(_ memory: SessionMemory, to text: inout JSONText) {
    // Sequence 0 is what a survey leaves of a session that has not begun.
    guard memory.sequence > 0 else { return text.value("new") }
    text.object { text in
      text.member("session", memory.session)
      text.member("policy", memory.policy)
      text.member("sequence", memory.sequence)
      text.member("at", memory.at)
      write(memory.handler, to: &text)
      text.member("last_turn", memory.lastTurn)
      text.object("switches") { text in
        for (name, state) in zip(memoryNames.switches, memory.switches) {
          text.key(name)
          text.value(state.name)
        }
      }
      write(memory.returns, to: &text)
      text.texts("judged_starts", memory.judgedStarts.map { memoryNames.effects[$0] })
      text.texts("hand_overs", memory.yesHandOvers.map { memoryNames.effects[$0] })
      text.object("human_requests") { text in
        text.member("count", memory.humanRequests)
        text.member("unsure", memory.humanRequestsUnsure.name)
      }
      text.texts("done", memory.done.map { graph.tasks[$0] })
      write(memory.confirmations, to: &text)
      write(memory.approvals, to: &text)
      text.texts("joined", memory.joined)
      write(memory.offers, to: &text)
      writeDuties(memory, to: &text)
    }
  }

  /// Only what the policy's duties count.
  private func writeDuties(_ memory: SessionMemory, to text: inout JSONText) {
    if graph.duties.keepsStart {
      text.member("disclosed", memory.isDisclosed ? "yes" : "no")
    }
    if graph.duties.assist?.rate != nil {
      text.numbers("suggested_turns", memory.suggestedTurns)
    }
  }

  private func write(_ handler: HandlerMemory, to text: inout JSONText) {
    text.object("handler") { text in
      text.member("who", handler.isHuman ? "human" : "ai")
      text.member("queue", handler.queue >= 0 ? graph.routing.queues[handler.queue].name : nil)
      text.member("changed_at_turn", handler.changedAtTurn)
    }
  }

  private func write(_ returns: ReturnMemory, to text: inout JSONText) {
    text.object("returns") { text in
      text.member("taken", returns.taken)
      text.texts("armed", returns.armed.map { memoryNames.returns[$0] })
      text.member("tasks")
      if let tasks = returns.tasks {
        text.texts(tasks.map { graph.tasks[$0] })
      } else {
        text.nothing()
      }
    }
  }

  private func write(_ confirmations: [Confirmation], to text: inout JSONText) {
    text.list("confirmations", confirmations) { confirmation, list in
      list.object { text in
        text.member("gate", confirmation.gate)
        text.member("instance", confirmation.instance)
        text.member("answer", confirmation.answer.rawValue)
        text.member("at", confirmation.at.text)
        text.member("used_by", confirmation.usedBy)
      }
    }
  }

  private func write(_ offers: [OfferRecord], to text: inout JSONText) {
    text.list("offers", offers) { offer, list in
      list.object { text in
        text.member("gate", offer.gate)
        text.member("instance", offer.instance)
        text.member("manner", offer.manner.rawValue)
        text.member("shown_at", offer.shownAt.text)
        text.member("answer_by", offer.answerBy?.text)
        text.member("choice", offer.choice?.name)
        text.member("chosen_at", offer.chosenAt?.text)
        text.member("by", offer.by)
      }
    }
  }
}
