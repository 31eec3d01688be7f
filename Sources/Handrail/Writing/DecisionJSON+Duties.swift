import HandrailEngine

extension DecisionWriter {
  /// What follows around the conversation: packet, assist, conduct, oversight, afterwards.
  func write(_ duties: DutyDecision, to text: inout JSONText) {
    text.member("packet")
    if let packet = duties.packet { write(packet, to: &text) } else { text.nothing() }
    text.member("assist")
    text.list(duties.assist) { duty, list in
      list.object { text in
        text.member("kind")
        text.value(duty.isRequired ? "require" : "suggest")
        text.member("what")
        text.value(duty.what)
        if let seconds = duty.withinSeconds {
          text.member("within_seconds")
          text.value(seconds)
        }
        write(duty.origin, to: &text)
      }
    }
    text.member("assist_muted")
    text.optional(duties.assistMuted?.rawValue)
    text.member("conduct")
    text.list(duties.conduct) { duty, list in
      list.object { text in
        text.member("kind")
        text.value(duty.isAlways ? "always" : "never")
        text.member("words")
        text.value(duty.words)
        write(duty.origin, to: &text)
      }
    }
    text.member("oversight")
    text.list(duties.oversight) { duty, list in
      list.object { text in write(duty, to: &text) }
    }
    text.member("afterwards")
    text.list(duties.afterwards) { duty, list in
      list.object { text in
        text.member("task")
        text.value(graph.tasks[duty.task])
        text.member("by")
        text.value(duty.isByAI ? "ai" : "human")
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
        text.member("bucket")
        text.value(bucket)
      }
    case .alert(let role):
      text.value("alert")
      text.member("role")
      text.value(role)
    }
    write(duty.origin, to: &text)
  }

  private func write(_ origin: DutyLine, to text: inout JSONText) {
    write(graph.headings[origin.heading], line: origin.line, origin.text, to: &text)
  }

  private func write(_ packet: Packet, to text: inout JSONText) {
    text.object { text in
      text.member("reason")
      text.texts(packet.reason)
      text.member("task")
      text.optional(packet.task >= 0 ? graph.tasks[packet.task] : nil)
      text.member("fields")
      text.list(packet.fields) { field, list in write(field, to: &list) }
      text.member("known")
      text.value(packet.knownCount)
      text.member("of")
      text.value(packet.fields.count)
      text.member("emotion")
      text.list(packet.emotions) { emotion, list in write(emotion, to: &list) }
      text.member("tried")
      text.texts(packet.tried.map { graph.tasks[$0] })
      text.member("identity")
      text.list(packet.identity) { field, list in write(field, to: &list) }
      text.member("do_not_ask")
      text.names(packet.doNotAsk, of: factNames)
      text.member("collect")
      text.texts(packet.collect.map { graph.facts[$0].name })
      text.member("brief")
      text.texts(packet.brief)
      text.member("keep_channel")
      text.value(packet.keepsChannel)
      text.member("handoffs")
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
      text.member("fact")
      text.value(graph.facts[field.fact].name)
      switch field.content {
      case .known(let words):
        text.member("value")
        text.value(words)
      case .missing(let cause):
        text.member("missing")
        text.value(cause.name)
      case .redacted:
        text.member("redacted")
        text.value(true)
      }
    }
  }

  private func write(_ emotion: Packet.Emotion, to list: inout JSONText) {
    list.object { text in
      text.member("fact")
      text.value(graph.facts[emotion.fact].name)
      text.member("now")
      text.optional(emotion.now)
      text.member("peak")
      text.optional(emotion.peak)
      text.member("trend")
      text.optional(emotion.trend)
    }
  }
}
