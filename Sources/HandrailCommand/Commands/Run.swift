import ArgumentParser
import Handrail
import HandrailConversation
import HandrailReporting

/// `handrail run`.
struct Run: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Take a whole conversation through a policy.",
    discussion: """
      Reads a session in YAML or JSON: how the conversation starts, and then in order its turns, \
      the tasks asked for, answers, votes, and people who join and leave. Each entry is decided \
      with the memory of the one before it, and the timeline says who held the conversation when, \
      what was said, asked, approved and handed over, and why. Ends with 1 where the session \
      cannot be followed to its end.
      """)

  @Flag(help: "The same as JSON.")
  var json = false

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "A policy file; `-` is standard input.")
  var policy: String

  @Argument(help: "A session file, JSON or YAML; `-` is standard input.")
  var session: String

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    try refuseSharedInput([policy, session])
    guard let runnable = try runnablePolicy(policy, root: reading.root, in: &console) else {
      return .findings
    }
    let document = try QuestionDocument(session)
    let script: SessionScript
    do throws(ScriptFault) {
      script =
        switch document.form {
        case .json: try SessionScript.read(json: document.bytes, for: runnable)
        case .yaml: try SessionScript.read(yaml: document.bytes, for: runnable)
        }
    } catch {
      say(error, in: &console)
      return .findings
    }
    let conversation = Conversation(script, by: runnable)
    return json
      ? try writeJSON(conversation, in: &console) : try writeText(conversation, in: &console)
  }

  private func writeText(
    _ start: Conversation, in console: inout Console
  ) throws(CommandError) -> ExitStatus {
    var conversation = start
    var timeline = TimelineText(start)
    try console.output.write(timeline.opening)
    let stop = try follow(&conversation) { step throws(CommandError) in
      try console.output.write(timeline.lines(of: step))
    }
    try console.output.write(timeline.closing)
    return end(stop, in: &console)
  }

  private func writeJSON(
    _ start: Conversation, in console: inout Console
  ) throws(CommandError) -> ExitStatus {
    var conversation = start
    var timeline = TimelineJSON(start)
    let stop = try follow(&conversation) { step throws(CommandError) in timeline.add(step) }
    try console.output.write(timeline.json(stop: stop))
    return end(stop, in: &console)
  }

  /// Takes every step; what ended the conversation before its last entry, or `nil`.
  private func follow(
    _ conversation: inout Conversation,
    _ take: (ConversationStep) throws(CommandError) -> Void
  ) throws(CommandError) -> ScriptFault? {
    while true {
      let step: ConversationStep?
      do throws(ScriptFault) {
        step = try conversation.next()
      } catch { return error }
      guard let step else { return nil }
      try take(step)
    }
  }

  private func end(_ stop: ScriptFault?, in console: inout Console) -> ExitStatus {
    guard let stop else { return .fine }
    say(stop, in: &console)
    return .findings
  }

  private func say(_ fault: ScriptFault, in console: inout Console) {
    let place = "`\(session)`, line \(fault.line), column \(fault.column)"
    console.say(
      printable("handrail: \(place): \(fault.path): \(fault.detail)\n  \(fault.fix)\n"))
  }
}
