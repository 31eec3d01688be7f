import HandrailEngine
import HandrailReference

extension NeutralReader {
  func duties(_ decided: DutyDecision) -> ReferenceDuties {
    var duties = ReferenceDuties()
    duties.conduct = decided.conduct.map { line in
      "\(line.isAlways ? "always" : "never") \(line.words) #\(line.origin.line)"
    }
    duties.assist = decided.assist.map { entry in
      "\(entry.isRequired ? "require" : "suggest") \(entry.what)"
        + (entry.withinSeconds.map { " within \($0)" } ?? "")
    }
    duties.assistMuted = decided.assistMuted?.rawValue ?? ""
    duties.oversight = decided.oversight.map { entry in
      let at = "#\(entry.origin.line)"
      switch entry.kind {
      case .watch: return "watch \(at)"
      case .review(let bucket): return "review \(bucket.map { "\($0)" } ?? "-") \(at)"
      case .alert(let role): return "alert \(role) \(at)"
      }
    }
    duties.afterwards = decided.afterwards.map { entry in
      "\(graph.tasks[entry.task]) by \(entry.isByAI ? "ai" : "human") #\(entry.origin.line)"
    }
    duties.packet = decided.packet.map(packet)
    return duties
  }

  private func packet(_ made: Packet) -> ReferencePacket {
    var packet = ReferencePacket()
    packet.fields = made.fields.map(field)
    packet.task = made.task < 0 ? "-" : graph.tasks[made.task]
    packet.emotions = made.emotions.map { emotion in
      let shown = [emotion.now, emotion.peak, emotion.trend].map { $0.map(fraction) ?? "-" }
      return "\(graph.facts[emotion.fact].name) \(shown.joined(separator: " "))"
    }
    packet.tried = made.tried.map { graph.tasks[$0] }
    packet.identity = made.identity.map(field)
    packet.doNotAsk = made.doNotAsk.map { graph.facts[$0].name }
    packet.collect = made.collect.map { graph.facts[$0].name }
    packet.brief = made.brief
    packet.keepsChannel = made.keepsChannel
    packet.knownCount = made.knownCount
    return packet
  }

  /// A written decimal as the reference has it.
  private func fraction(_ decimal: String) -> String {
    let parts = decimal.split(separator: ".")
    let digits = parts.count > 1 ? parts[1] : ""
    var scale = digits.reduce(1) { scale, _ in scale * 10 }
    guard var whole = Int(parts.joined()) else { return decimal }
    for prime in [2, 5] {
      while scale % prime == 0 && whole % prime == 0 {
        scale /= prime
        whole /= prime
      }
    }
    return "Fraction(numerator: \(whole), denominator: \(scale))"
  }

  private func field(_ field: Packet.Field) -> String {
    let name = graph.facts[field.fact].name
    switch field.content {
    case .known(let words): return "\(name) = \(words)"
    case .missing(let cause): return "\(name) missing: \(cause.name)"
    case .redacted: return "\(name): redacted"
    }
  }
}
