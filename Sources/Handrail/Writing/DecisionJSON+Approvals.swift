import HandrailEngine

extension DecisionWriter {
  /// An approval over the task: what was asked, who agreed, who is still to.
  func write(_ gate: ApprovalGate, to list: inout JSONText) {
    let approval = graph.gates.approvals[gate.approval]
    let heading = graph.headings[approval.heading]
    list.object { text in
      text.member("approval")
      text.value(heading.name)
      text.member("state")
      text.value(gate.state.name)
      text.member("tier")
      text.value(gate.tier + 1)
      text.member("instance")
      text.optional(gate.instance.isEmpty ? nil : gate.instance)
      text.member("seats")
      text.list(gate.openSeats) { seats, list in
        list.object { text in
          text.member("count")
          text.value(seats.count)
          text.member("roles")
          text.texts(seats.roles)
        }
      }
      text.member("approved_by")
      text.texts(gate.approvedBy)
      text.member("not_counted")
      text.list(gate.uncounted) { vote, list in
        list.object { text in
          text.member("who")
          text.value(vote.who)
          text.member("why")
          text.value(vote.cause.rawValue)
        }
      }
      text.member("asked_at")
      text.optional(gate.askedAt?.text)
      text.member("answer_by")
      text.optional(gate.answerBy?.text)
      text.member("file")
      text.value(
        graph.policy.files.indices.contains(heading.file) ? graph.policy.files[heading.file] : "")
      text.member("line")
      text.value(approval.tiers[gate.tier].line)
    }
  }

  /// Requests for approvals as memory keeps them, by names.
  func write(_ requests: [ApprovalRequest], to text: inout JSONText) {
    text.member("approvals")
    text.list(requests) { request, list in
      list.object { text in write(request, to: &text) }
    }
  }

  private func write(_ request: ApprovalRequest, to text: inout JSONText) {
    text.member("gate")
    text.value(request.gate)
    text.member("instance")
    text.value(request.instance)
    text.member("task")
    text.value(graph.tasks[request.task])
    text.member("tier")
    text.value(request.tier)
    text.member("asked_at")
    text.value(request.askedAt.text)
    text.member("asked_by")
    text.optional(request.askedBy)
    text.member("answer_by")
    text.optional(request.answerBy?.text)
    text.member("votes")
    text.list(request.votes) { vote, list in
      list.object { text in
        text.member("who")
        text.value(vote.who)
        text.member("at")
        text.value(vote.at.text)
        text.member("roles")
        text.texts(vote.roles)
        text.member("words")
        text.value(vote.words)
      }
    }
    text.member("withdrawals")
    text.list(request.withdrawals) { withdrawal, list in
      list.object { text in
        text.member("who")
        text.value(withdrawal.who)
        text.member("at")
        text.value(withdrawal.at.text)
      }
    }
    text.member("state")
    text.value(request.state.name)
    text.member("ended_at")
    text.optional(request.endedAt?.text)
    text.member("refused_by")
    text.optional(request.refusedBy)
    text.member("used_by")
    text.optional(request.usedBy)
  }
}
