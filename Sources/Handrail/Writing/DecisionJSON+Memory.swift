import HandrailEngine

extension DecisionWriter {
  /// Memory by names, as `MemoryReading` reads it back; a session that has none is `"new"`.
  func write(_ memory: SessionMemory, to text: inout JSONText) {
    // Sequence 0 is what a survey leaves of a session that has not begun.
    guard memory.sequence > 0 else { return text.value("new") }
    text.object { text in
      text.member("session")
      text.optional(memory.session)
      text.member("policy")
      text.value(memory.policy)
      text.member("sequence")
      text.value(memory.sequence)
      text.member("at")
      text.value(memory.at)
      write(memory.handler, to: &text)
      text.member("last_turn")
      text.value(memory.lastTurn)
      text.member("switches")
      text.object { text in
        for (name, state) in zip(memoryNames.switches, memory.switches) {
          text.key(name)
          text.value(state.name)
        }
      }
      write(memory.returns, to: &text)
      text.member("judged_starts")
      text.texts(memory.judgedStarts.map { memoryNames.effects[$0] })
      text.member("hand_overs")
      text.texts(memory.yesHandOvers.map { memoryNames.effects[$0] })
      text.member("human_requests")
      text.object { text in
        text.member("count")
        text.value(memory.humanRequests)
        text.member("unsure")
        text.value(memory.humanRequestsUnsure.name)
      }
      text.member("done")
      text.texts(memory.done.map { graph.tasks[$0] })
      write(memory.confirmations, to: &text)
      write(memory.approvals, to: &text)
      text.member("joined")
      text.texts(memory.joined)
      write(memory.offers, to: &text)
      writeDuties(memory, to: &text)
    }
  }

  /// Only what the policy's duties count.
  private func writeDuties(_ memory: SessionMemory, to text: inout JSONText) {
    if graph.duties.keepsStart {
      text.member("disclosed")
      text.value(memory.isDisclosed ? "yes" : "no")
    }
    if graph.duties.assist?.rate != nil {
      text.member("suggested_turns")
      text.numbers(memory.suggestedTurns)
    }
  }

  private func write(_ handler: HandlerMemory, to text: inout JSONText) {
    text.member("handler")
    text.object { text in
      text.member("who")
      text.value(handler.isHuman ? "human" : "ai")
      text.member("queue")
      text.optional(handler.queue >= 0 ? graph.routing.queues[handler.queue].name : nil)
      text.member("changed_at_turn")
      text.value(handler.changedAtTurn)
    }
  }

  private func write(_ returns: ReturnMemory, to text: inout JSONText) {
    text.member("returns")
    text.object { text in
      text.member("taken")
      text.value(returns.taken)
      text.member("armed")
      text.texts(returns.armed.map { memoryNames.returns[$0] })
      text.member("tasks")
      if let tasks = returns.tasks {
        text.texts(tasks.map { graph.tasks[$0] })
      } else {
        text.nothing()
      }
    }
  }

  private func write(_ confirmations: [Confirmation], to text: inout JSONText) {
    text.member("confirmations")
    text.list(confirmations) { confirmation, list in
      list.object { text in
        text.member("gate")
        text.value(confirmation.gate)
        text.member("instance")
        text.value(confirmation.instance)
        text.member("answer")
        text.value(confirmation.answer.rawValue)
        text.member("at")
        text.value(confirmation.at.text)
        text.member("used_by")
        text.optional(confirmation.usedBy)
      }
    }
  }

  private func write(_ offers: [OfferRecord], to text: inout JSONText) {
    text.member("offers")
    text.list(offers) { offer, list in
      list.object { text in
        text.member("gate")
        text.value(offer.gate)
        text.member("instance")
        text.value(offer.instance)
        text.member("manner")
        text.value(offer.manner.rawValue)
        text.member("shown_at")
        text.value(offer.shownAt.text)
        text.member("answer_by")
        text.optional(offer.answerBy?.text)
        text.member("choice")
        text.optional(offer.choice?.name)
        text.member("chosen_at")
        text.optional(offer.chosenAt?.text)
        text.member("by")
        text.value(offer.by)
      }
    }
  }
}
