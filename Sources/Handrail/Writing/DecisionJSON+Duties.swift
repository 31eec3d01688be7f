import HandrailEngine

extension DecisionWriter {
  /// What follows around the conversation: packet, assist, conduct, oversight, afterwards.
  func write(_ duties: DutyDecision, to text: inout JSONText) {
    text.key("packet")
    if let packet = duties.packet { write(packet, to: &text) } else { text.nothing() }
    text.key("assist")
    text.list(duties.assist) { duty, list in
      list.object { text in
        text.key("kind")
        text.value(duty.isRequired ? "require" : "suggest")
        text.key("what")
        text.value(duty.what)
        if let seconds = duty.withinSeconds {
          text.key("within_seconds")
          text.value(seconds)
        }
        write(duty.origin, to: &text)
      }
    }
    text.key("assist_muted")
    text.optional(duties.assistMuted?.rawValue)
    text.key("conduct")
    text.list(duties.conduct) { duty, list in
      list.object { text in
        text.key("kind")
        text.value(duty.isAlways ? "always" : "never")
        text.key("words")
        text.value(duty.words)
        write(duty.origin, to: &text)
      }
    }
    text.key("oversight")
    text.list(duties.oversight) { duty, list in
      list.object { text in write(duty, to: &text) }
    }
    text.key("afterwards")
    text.list(duties.afterwards) { duty, list in
      list.object { text in
        text.key("task")
        text.value(graph.tasks[duty.task])
        text.key("by")
        text.value(duty.isByAI ? "ai" : "human")
        write(duty.origin, to: &text)
      }
    }
  }

  private func write(_ duty: OversightDuty, to text: inout JSONText) {
    text.key("kind")
    switch duty.kind {
    case .watch: text.value("watch")
    case .review(let bucket):
      text.value("review")
      if let bucket {
        text.key("bucket")
        text.value(bucket)
      }
    case .alert(let role):
      text.value("alert")
      text.key("role")
      text.value(role)
    }
    write(duty.origin, to: &text)
  }

  private func write(_ origin: DutyLine, to text: inout JSONText) {
    write(graph.headings[origin.heading], line: origin.line, origin.text, to: &text)
  }

  private func write(_ packet: Packet, to text: inout JSONText) {
    text.object { text in
      text.key("reason")
      text.texts(packet.reason)
      text.key("task")
      text.optional(packet.task >= 0 ? graph.tasks[packet.task] : nil)
      text.key("fields")
      text.list(packet.fields) { field, list in write(field, to: &list) }
      text.key("known")
      text.value(packet.knownCount)
      text.key("of")
      text.value(packet.fields.count)
      text.key("emotion")
      text.list(packet.emotions) { emotion, list in write(emotion, to: &list) }
      text.key("tried")
      text.texts(packet.tried.map { graph.tasks[$0] })
      text.key("identity")
      text.list(packet.identity) { field, list in write(field, to: &list) }
      text.key("do_not_ask")
      text.texts(packet.doNotAsk.map { graph.facts[$0].name })
      text.key("collect")
      text.texts(packet.collect.map { graph.facts[$0].name })
      text.key("brief")
      text.texts(packet.brief)
      text.key("keep_channel")
      text.value(packet.keepsChannel)
      text.key("handoffs")
      text.list(packet.headings) { position, list in
        list.object { text in
          let heading = graph.headings[position]
          write(heading, line: heading.line, "", to: &text)
        }
      }
    }
  }

  private func write(_ field: Packet.Field, to list: inout JSONText) {
    list.object { text in
      text.key("fact")
      text.value(graph.facts[field.fact].name)
      switch field.content {
      case .known(let words):
        text.key("value")
        text.value(words)
      case .missing(let cause):
        text.key("missing")
        text.value(cause.name)
      case .redacted:
        text.key("redacted")
        text.value(true)
      }
    }
  }

  private func write(_ emotion: Packet.Emotion, to list: inout JSONText) {
    list.object { text in
      text.key("fact")
      text.value(graph.facts[emotion.fact].name)
      text.key("now")
      text.optional(emotion.now)
      text.key("peak")
      text.optional(emotion.peak)
      text.key("trend")
      text.optional(emotion.trend)
    }
  }
}
