import HandrailEngine

extension DecisionWriter {
  /// An approval over the task: what was asked, who agreed, who is still to.
  func write(_ gate: ApprovalGate, to list: inout JSONText) {
    let approval = graph.gates.approvals[gate.approval]
    let heading = graph.headings[approval.heading]
    list.object { text in
      text.member("approval", heading.name)
      text.member("state", gate.state.name)
      text.member("tier", gate.tier + 1)
      text.member("instance", gate.instance.isEmpty ? nil : gate.instance)
      text.list("seats", gate.openSeats) { seats, list in
        list.object { text in
          text.member("count", seats.count)
          text.texts("roles", seats.roles)
        }
      }
      text.texts("approved_by", gate.approvedBy)
      text.list("not_counted", gate.uncounted) { vote, list in
        list.object { text in
          text.member("who", vote.who)
          text.member("why", vote.cause.rawValue)
        }
      }
      text.member("asked_at", gate.askedAt?.text)
      text.member("answer_by", gate.answerBy?.text)
      text.member(
        "file",
        graph.policy.files.indices.contains(heading.file) ? graph.policy.files[heading.file] : "")
      text.member("line", approval.tiers[gate.tier].line)
    }
  }

  /// Requests for approvals as memory keeps them, by names.
  func write(_ requests: [ApprovalRequest], to text: inout JSONText) {
    text.list("approvals", requests) { request, list in
      list.object { text in write(request, to: &text) }
    }
  }

  private func write(_ request: ApprovalRequest, to text: inout JSONText) {
    text.member("gate", request.gate)
    text.member("instance", request.instance)
    text.member("task", graph.tasks[request.task])
    text.member("tier", request.tier)
    text.member("asked_at", request.askedAt.text)
    text.member("asked_by", request.askedBy)
    text.member("answer_by", request.answerBy?.text)
    text.list("votes", request.votes) { vote, list in
      list.object { text in
        text.member("who", vote.who)
        text.member("at", vote.at.text)
        text.texts("roles", vote.roles)
        text.member("words", vote.words)
      }
    }
    text.list("withdrawals", request.withdrawals) { withdrawal, list in
      list.object { text in
        text.member("who", withdrawal.who)
        text.member("at", withdrawal.at.text)
      }
    }
    text.member("state", request.state.name)
    text.member("ended_at", request.endedAt?.text)
    text.member("refused_by", request.refusedBy)
    text.member("used_by", request.usedBy)
  }
}
