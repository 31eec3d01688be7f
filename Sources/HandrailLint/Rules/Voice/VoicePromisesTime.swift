import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// What a message says about the call back is what the queue does.
  static let voicePromisesTime = LintRule("voice-promises-time", .standard, .note) { policy in
    policy.spokenMessages.flatMap { spoken -> [LintFinding] in
      let spans = spoken.queues.flatMap { policy.callbackSpans(of: $0) }
      guard let span = spans.first, let queue = spoken.queues.first else { return [] }
      return spoken.message.wordings.flatMap { wording in
        callbackTimes(in: wording.text(in: policy)).compactMap { time in
          guard !spans.contains(where: { $0.seconds == time.seconds }) else { return nil }
          let said = spelledLength(span.seconds)
          return LintFinding(
            "`\(spoken.speaker)` says \(time.words), but `\(policy.name(of: queue))` says \(said).",
            at: policy.place(of: time.words, in: spoken.message),
            because: "A customer who waits for a call at the wrong time calls again, crosser.",
            fixes: policy.timeFixes(time, spoken.message, said))
        }
      }
    }
  }
}

/// A time that a message states for a call back.
private struct StatedTime {
  var words: String
  var seconds: Int64
}

/// "We'll call you back within 2 hours": the lengths of time in sentences about a call back.
private func callbackTimes(in text: String) -> [StatedTime] {
  sentences(of: text).flatMap { sentence -> [StatedTime] in
    let words = plainWords(sentence)
    let joined = " " + words.joined(separator: " ") + " "
    let calls = [
      " call back ", " call you ", " calls you ", " ring you ", " rings you ", " ring back ",
      " callback ", " phone you ", " called back ",
    ]
    guard calls.contains(where: joined.contains) else { return [] }
    return words.indices.dropLast().compactMap { index in
      guard let count = Int64(words[index]), count > 0, count < 1000,
        let unit = unitSeconds(words[index + 1])
      else { return nil }
      return StatedTime(words: "\(words[index]) \(words[index + 1])", seconds: count * unit)
    }
  }
}

private func unitSeconds(_ word: String) -> Int64? {
  switch word {
  case "minute", "minutes": 60
  case "hour", "hours": 3600
  case "day", "days": 86_400
  default: nil
  }
}

private func spelledLength(_ seconds: Int64) -> String {
  for (name, length) in [("day", Int64(86_400)), ("hour", 3600), ("minute", 60)]
  where seconds % length == 0 && (length < 86_400 || seconds > 86_400) {
    let count = seconds / length
    return "\(count) \(name)\(count == 1 ? "" : "s")"
  }
  return "\(seconds) seconds"
}

extension LintedPolicy {
  /// The times of the callbacks to which a queue's own ladder, or those that it tries, can come.
  fileprivate func callbackSpans(of queue: QueueID) -> [Span] {
    var found: [Span] = []
    var waiting = [queue]
    var seen: Set<QueueID> = []
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted else { continue }
      let steps = model.people.queues[next].ladder.steps
      found += steps.compactMap(\.callbackSpan)
      waiting += steps.compactMap(\.queueTried)
    }
    return found
  }

  /// Where the words stand in a message, else the whole line.
  fileprivate func place(of words: String, in message: Message) -> SourcePlace {
    let whole = message.origin.place
    let bytes = trees[whole.file.offset].source.bytes[whole.range.offsets]
    let wanted = Array(words.utf8)
    var start = bytes.startIndex
    while start + wanted.count <= bytes.endIndex {
      if bytes[start..<start + wanted.count].elementsEqual(wanted) {
        return SourcePlace(file: whole.file, range: ByteRange(start..<start + wanted.count))
      }
      start += 1
    }
    return whole
  }

  fileprivate func timeFixes(
    _ time: StatedTime, _ message: Message, _ said: String
  ) -> [Fix] {
    let place = place(of: time.words, in: message)
    guard place != message.origin.place else { return [] }
    return [Fix(.ask, "say \(said) in the message", [Edit(place, said)])]
  }
}

extension FallbackStep {
  fileprivate var callbackSpan: Span? {
    if case .callback(let span) = self { span } else { nil }
  }

  fileprivate var queueTried: QueueID? {
    if case .tryQueue(let queue) = self { queue } else { nil }
  }
}
