/// What follows from the duties, in words; each entry ends with its line.
package struct ReferenceDuties: Sendable, Equatable {
  package var conduct: [String] = []
  package var assist: [String] = []
  /// `quiet`, `rate` or nothing.
  package var assistMuted = ""
  package var oversight: [String] = []
  package var afterwards: [String] = []
  /// `nil` where no person holds the conversation.
  package var packet: ReferencePacket?

  package init() {}

  /// A survey passes on words and marks, and no more.
  var ofSurvey: ReferenceDuties {
    var duties = ReferenceDuties()
    duties.conduct = conduct
    duties.oversight = oversight
    return duties
  }

  var lines: [String] {
    var lines = conduct.sorted().map { "conduct \($0)" } + assist.sorted().map { "assist \($0)" }
    if !assistMuted.isEmpty { lines.append("assist muted: \(assistMuted)") }
    lines += oversight.sorted().map { "oversight \($0)" }
    lines += afterwards.sorted().map { "afterwards \($0)" }
    return lines + (packet?.lines ?? ["no packet"])
  }
}

/// What the receiving person is given.
package struct ReferencePacket: Sendable, Equatable {
  /// `fact = words`, `fact: redacted`, `fact missing: cause`.
  package var fields: [String] = []
  package var task = "-"
  /// `fact now peak trend`.
  package var emotions: [String] = []
  package var tried: [String] = []
  package var identity: [String] = []
  package var doNotAsk: [String] = []
  package var collect: [String] = []
  package var brief: [String] = []
  package var keepsChannel = false
  package var knownCount = 0

  package init() {}

  var lines: [String] {
    let lists = [
      ("field", fields), ("emotion", emotions), ("tried", tried),
      ("identity", identity), ("do not ask", doNotAsk), ("brief", brief),
    ]
    let entries = lists.flatMap { name, entries in
      entries.sorted().map { "packet \(name): \($0)" }
    }
    return entries + [
      "packet task \(task), collect \(collect), keeps channel \(keepsChannel), "
        + "known \(knownCount) of \(fields.count)"
    ]
  }
}
