import Foundation
import Testing

/// `eval --ndjson` on many lines, and with some members of decisions only.
struct LineRunTests {
  private static func object(_ text: some StringProtocol) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("lines that are decided side by side come out in order, faulty ones with their number")
  func order() throws {
    var input = ""
    for number in 1...1_500 {
      input +=
        number % 100 == 0
        ? "{\"at\": \(number),,}\n"
        : #"{"at":"2026-03-02T15:15:00Z","session":"s\#(number)","task":"none","facts":{},"#
          + "\"memory\":\"new\"}\n"
    }
    let run = try Program.run(
      ["eval", "policies/retail/gate.policy", "--ndjson", "--fields", "session,line,next", "-"],
      input: input)
    #expect(run.status == 1)
    let decisions = run.output.split(separator: "\n")
    try #require(decisions.count == 1_500)
    for (position, text) in decisions.enumerated() {
      let decision = try Self.object(text)
      let number = position + 1
      if number % 100 == 0 {
        #expect(decision["line"] as? Int == number)
      } else {
        #expect(decision["session"] as? String == "s\(number)")
      }
    }
  }

  /// The policies with their sessions: a session's name begins with its policy's.
  private static func sessions() throws -> [(policy: String, lines: [String])] {
    let files = FileManager.default
    var found: [(policy: String, lines: [String])] = []
    for folder in try files.contentsOfDirectory(atPath: "\(Program.root.path())/policies").sorted()
    {
      let place = Program.root.appending(path: "policies/\(folder)")
      let names = (try? files.contentsOfDirectory(atPath: place.path())) ?? []
      let sessions =
        (try? files.contentsOfDirectory(atPath: place.appending(path: "sessions").path())) ?? []
      for policy in names.sorted() where policy.hasSuffix(".policy") {
        let own = sessions.filter {
          $0.hasPrefix(policy.dropLast(7) + "_") && $0.hasSuffix(".json")
        }
        let lines = try own.sorted().flatMap {
          try variants(of: place.appending(path: "sessions/\($0)"))
        }
        if !lines.isEmpty { found.append(("policies/\(folder)/\(policy)", lines)) }
      }
    }
    return found
  }

  /// A session as it stands, as a new one, with fewer and fewer facts, and without a task.
  private static func variants(of file: URL) throws -> [String] {
    var question = try object(try String(contentsOf: file, encoding: .utf8))
    var variants = [question]
    question["memory"] = "new"
    question["events"] = nil
    variants.append(question)
    var facts = question["facts"] as? [String: Any] ?? [:]
    for key in facts.keys.sorted() {
      facts[key] = nil
      question["facts"] = facts
      variants.append(question)
    }
    question["task"] = "none"
    variants.append(question)
    return try variants.map {
      String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self)
    }
  }

  @Test("members asked for say what the whole decision says, in its order")
  func fields() throws {
    let sessions = try Self.sessions()
    try #require(sessions.count >= 5)
    for (policy, lines) in sessions {
      let input = lines.joined(separator: "\n")
      let whole = try Program.run(["eval", policy, "--ndjson", "-"], input: input)
      let short = try Program.run(
        ["eval", policy, "--ndjson", "--fields", "handler,next,ruling,input_faults,line", "-"],
        input: input)
      #expect(whole.status == short.status)
      let (wholes, shorts) = (
        whole.output.split(separator: "\n"), short.output.split(separator: "\n")
      )
      try #require(wholes.count == lines.count && shorts.count == lines.count)
      for (long, brief) in zip(wholes, shorts) {
        let wanted = try Self.object(long).filter {
          ["handler", "next", "ruling", "input_faults", "line"].contains($0.key)
        }
        #expect(
          NSDictionary(dictionary: wanted) == NSDictionary(dictionary: try Self.object(brief)))
        #expect(brief.hasPrefix(long.prefix { $0 != "," }))
      }
    }
  }
}
