import HandrailEngine

extension DecisionWriter {
  /// An approval over the task: what was asked, who agreed, who is still to.
  func write(_ gate: ApprovalGate, to list: inout JSONText) {
    let approval = graph.gates.approvals[gate.approval]
    let heading = graph.headings[approval.heading]
    list.object { text in
      text.key("approval")
      text.value(heading.name)
      text.key("state")
      text.value(gate.state.name)
      text.key("tier")
      text.value(gate.tier + 1)
      text.key("instance")
      text.optional(gate.instance.isEmpty ? nil : gate.instance)
      text.key("seats")
      text.list(gate.openSeats) { seats, list in
        list.object { text in
          text.key("count")
          text.value(seats.count)
          text.key("roles")
          text.texts(seats.roles)
        }
      }
      text.key("approved_by")
      text.texts(gate.approvedBy)
      text.key("not_counted")
      text.list(gate.uncounted) { vote, list in
        list.object { text in
          text.key("who")
          text.value(vote.who)
          text.key("why")
          text.value(vote.cause.rawValue)
        }
      }
      text.key("asked_at")
      text.optional(gate.askedAt?.text)
      text.key("answer_by")
      text.optional(gate.answerBy?.text)
      text.key("file")
      text.value(
        graph.policy.files.indices.contains(heading.file) ? graph.policy.files[heading.file] : "")
      text.key("line")
      text.value(approval.tiers[gate.tier].line)
    }
  }

  /// Requests for approvals as memory keeps them, by names.
  func write(_ requests: [ApprovalRequest], to text: inout JSONText) {
    text.key("approvals")
    text.list(requests) { request, list in
      list.object { text in write(request, to: &text) }
    }
  }

  private func write(_ request: ApprovalRequest, to text: inout JSONText) {
    text.key("gate")
    text.value(request.gate)
    text.key("instance")
    text.value(request.instance)
    text.key("task")
    text.value(graph.tasks[request.task])
    text.key("tier")
    text.value(request.tier)
    text.key("asked_at")
    text.value(request.askedAt.text)
    text.key("asked_by")
    text.optional(request.askedBy)
    text.key("answer_by")
    text.optional(request.answerBy?.text)
    text.key("votes")
    text.list(request.votes) { vote, list in
      list.object { text in
        text.key("who")
        text.value(vote.who)
        text.key("at")
        text.value(vote.at.text)
        text.key("roles")
        text.texts(vote.roles)
        text.key("words")
        text.value(vote.words)
      }
    }
    text.key("withdrawals")
    text.list(request.withdrawals) { withdrawal, list in
      list.object { text in
        text.key("who")
        text.value(withdrawal.who)
        text.key("at")
        text.value(withdrawal.at.text)
      }
    }
    text.key("state")
    text.value(request.state.name)
    text.key("ended_at")
    text.optional(request.endedAt?.text)
    text.key("refused_by")
    text.optional(request.refusedBy)
    text.key("used_by")
    text.optional(request.usedBy)
  }
}
