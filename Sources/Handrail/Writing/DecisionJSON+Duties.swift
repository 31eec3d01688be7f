import HandrailEngine

extension DecisionWriter {
  /// What follows around the conversation: packet, assist, conduct, oversight, afterwards.
  func write(_ duties: DutyDecision, to text: inout JSONText) {
    text.member("packet")
    if let packet = duties.packet { write(packet, to: &text) } else { text.nothing() }
    text.list("assist", duties.assist) { duty, list in
      list.object { text in
        text.member("kind", duty.isRequired ? "require" : "suggest")
        text.member("what", duty.what)
        if let seconds = duty.withinSeconds {
          text.member("within_seconds", seconds)
        }
        write(duty.origin, to: &text)
      }
    }
    text.member("assist_muted", duties.assistMuted?.rawValue)
    text.list("conduct", duties.conduct) { duty, list in
      list.object { text in
        text.member("kind", duty.isAlways ? "always" : "never")
        text.member("words", duty.words)
        write(duty.origin, to: &text)
      }
    }
    text.list("oversight", duties.oversight) { duty, list in
      list.object { text in write(duty, to: &text) }
    }
    text.list("afterwards", duties.afterwards) { duty, list in
      list.object { text in
        text.member("task", graph.tasks[duty.task])
        text.member("by", duty.isByAI ? "ai" : "human")
        write(duty.origin, to: &text)
      }
    }
  }

  private func write(_ duty: OversightDuty, to text: inout JSONText) {
    text.member("kind")
    switch duty.kind {
    case .watch: text.value("watch")
    case .review(let bucket):
      text.value("review")
      if let bucket {
        text.member("bucket", bucket)
      }
    case .alert(let role):
      text.value("alert")
      text.member("role", role)
    }
    write(duty.origin, to: &text)
  }

  private func write(_ origin: DutyLine, to text: inout JSONText) {
    write(graph.headings[origin.heading], line: origin.line, origin.text, to: &text)
  }

  private func write(_ packet: Packet, to text: inout JSONText) {
    text.object { text in
      text.texts("reason", packet.reason)
      text.member("task", packet.task >= 0 ? graph.tasks[packet.task] : nil)
      text.list("fields", packet.fields) { field, list in write(field, to: &list) }
      text.member("known", packet.knownCount)
      text.member("of", packet.fields.count)
      text.list("emotion", packet.emotions) { emotion, list in write(emotion, to: &list) }
      text.texts("tried", packet.tried.map { graph.tasks[$0] })
      text.list("identity", packet.identity) { field, list in write(field, to: &list) }
      text.member("do_not_ask")
      text.names(packet.doNotAsk, of: factNames)
      text.texts("collect", packet.collect.map { graph.facts[$0].name })
      text.texts("brief", packet.brief)
      text.member("keep_channel", packet.keepsChannel)
      text.list("handoffs", packet.headings) { position, list in
        list.object { text in
          let heading = graph.headings[position]
          write(heading, line: heading.line, "", to: &text)
        }
      }
    }
  }

  private func write(_ field: Packet.Field, to list: inout JSONText) {
    list.object { text in
      text.member("fact", graph.facts[field.fact].name)
      switch field.content {
      case .known(let words):
        text.member("value", words)
      case .missing(let cause):
        text.member("missing", cause.name)
      case .redacted:
        text.member("redacted", true)
      }
    }
  }

  private func write(_ emotion: Packet.Emotion, to list: inout JSONText) {
    list.object { text in
      text.member("fact", graph.facts[emotion.fact].name)
      text.member("now", emotion.now)
      text.member("peak", emotion.peak)
      text.member("trend", emotion.trend)
    }
  }
}
