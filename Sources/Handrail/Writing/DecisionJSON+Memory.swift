import HandrailEngine

extension DecisionWriter {
  /// Memory by names, as `MemoryReading` reads it back; a session that has none is `"new"`.
  func write(_ memory: SessionMemory, to text: inout JSONText) {
    // Sequence 0 is what a survey leaves of a session that has not begun.
    guard memory.sequence > 0 else { return text.value("new") }
    text.object { text in
      text.key("session")
      text.optional(memory.session)
      text.key("policy")
      text.value(memory.policy)
      text.key("sequence")
      text.value(memory.sequence)
      text.key("at")
      text.value(memory.at.text)
      write(memory.handler, to: &text)
      text.key("last_turn")
      text.value(memory.lastTurn)
      text.key("switches")
      text.object { text in
        for (name, state) in zip(memoryNames.switches, memory.switches) {
          text.key(name)
          text.value(state.name)
        }
      }
      write(memory.returns, to: &text)
      text.key("judged_starts")
      text.texts(memory.judgedStarts.map { memoryNames.effects[$0] })
      text.key("hand_overs")
      text.texts(memory.yesHandOvers.map { memoryNames.effects[$0] })
      text.key("human_requests")
      text.object { text in
        text.key("count")
        text.value(memory.humanRequests)
        text.key("unsure")
        text.value(memory.humanRequestsUnsure.name)
      }
      text.key("done")
      text.texts(memory.done.map { graph.tasks[$0] })
      write(memory.confirmations, to: &text)
      write(memory.approvals, to: &text)
      text.key("joined")
      text.texts(memory.joined)
      write(memory.offers, to: &text)
      writeDuties(memory, to: &text)
    }
  }

  /// Only what the policy's duties count.
  private func writeDuties(_ memory: SessionMemory, to text: inout JSONText) {
    if graph.duties.keepsStart {
      text.key("disclosed")
      text.value(memory.isDisclosed ? "yes" : "no")
    }
    if graph.duties.assist?.rate != nil {
      text.key("suggested_turns")
      text.numbers(memory.suggestedTurns)
    }
  }

  private func write(_ handler: HandlerMemory, to text: inout JSONText) {
    text.key("handler")
    text.object { text in
      text.key("who")
      text.value(handler.isHuman ? "human" : "ai")
      text.key("queue")
      text.optional(handler.queue >= 0 ? graph.routing.queues[handler.queue].name : nil)
      text.key("changed_at_turn")
      text.value(handler.changedAtTurn)
    }
  }

  private func write(_ returns: ReturnMemory, to text: inout JSONText) {
    text.key("returns")
    text.object { text in
      text.key("taken")
      text.value(returns.taken)
      text.key("armed")
      text.texts(returns.armed.map { memoryNames.returns[$0] })
      text.key("tasks")
      if let tasks = returns.tasks {
        text.texts(tasks.map { graph.tasks[$0] })
      } else {
        text.nothing()
      }
    }
  }

  private func write(_ confirmations: [Confirmation], to text: inout JSONText) {
    text.key("confirmations")
    text.list(confirmations) { confirmation, list in
      list.object { text in
        text.key("gate")
        text.value(confirmation.gate)
        text.key("instance")
        text.value(confirmation.instance)
        text.key("answer")
        text.value(confirmation.answer.rawValue)
        text.key("at")
        text.value(confirmation.at.text)
        text.key("used_by")
        text.optional(confirmation.usedBy)
      }
    }
  }

  private func write(_ offers: [OfferRecord], to text: inout JSONText) {
    text.key("offers")
    text.list(offers) { offer, list in
      list.object { text in
        text.key("gate")
        text.value(offer.gate)
        text.key("instance")
        text.value(offer.instance)
        text.key("manner")
        text.value(offer.manner.rawValue)
        text.key("shown_at")
        text.value(offer.shownAt.text)
        text.key("answer_by")
        text.optional(offer.answerBy?.text)
        text.key("choice")
        text.optional(offer.choice?.name)
        text.key("chosen_at")
        text.optional(offer.chosenAt?.text)
        text.key("by")
        text.value(offer.by)
      }
    }
  }
}
