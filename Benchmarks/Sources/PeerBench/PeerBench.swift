import BenchSupport
import Handrail

/// Decides the sessions of the neutral workload, and prints one JSON object in the harness's form.
///
/// `native`: raw values set by place, then decided.
/// `words`: as `native`, lists given as texts and looked up on the way. `json`: from the text.
/// `whole`: from the text to the decision with all that it says.
/// `fill`: the values set and nothing decided. `explain`: as `native`, and what became of every rule is looked at.
@main
struct PeerBench {
  static let usage = """
    usage: PeerBench POLICY WORKLOAD MIX PASSES SECONDS
    PASSES 0 checks the agreement and measures nothing; ends with 1 where a session is decided otherwise.
    """

  let sessions: Sessions
  let adapter: Adapter
  let loads: [Double]
  let memoryBefore: Double
  let memoryLoaded: Double
  let values: [Int64]
  let questions: [[UInt8]]

  static func main() {
    let given = Array(CommandLine.arguments.dropFirst())
    guard given.count == 5, let count = Int(given[3]), let seconds = Double(given[4]) else {
      stop(usage)
    }
    let bench = PeerBench(policy: given[0], folder: given[1], mix: given[2])
    bench.run(passes: (count, seconds))
  }

  init(policy path: String, folder: String, mix: String) {
    sessions = Sessions(folder: folder, mix: mix)
    let text = bytes(ofFile: path)
    memoryBefore = residentSize()
    var times: [Double] = []
    var loaded: Adapter?
    var size = 0.0
    while times.count < 5 && times.reduce(0, +) < 4 {
      let start = Clock.wall.now
      loaded = Adapter(policyText: text, path: "peers.policy", factNames: sessions.names)
      times.append(Double(Clock.wall.now - start) / 1e9)
      if times.count == 1 { size = residentSize() }
    }
    guard let loaded else { stop("\(path) does not compile, or lacks a fact of the sessions") }
    (adapter, loads, memoryLoaded) = (loaded, times, size)
    values = sessions.values(for: loaded.facts)
    let sessions = sessions
    questions = sessions.texts.indices.map { sessions.question($0) }
  }

  private func setRaw(_ session: Int) {
    let width = adapter.facts.count
    adapter.set(values.span.extracting(session * width..<(session + 1) * width))
  }

  /// How many sessions are decided otherwise; the first ten are named.
  private func disagreements(_ form: String, _ decide: (Int) -> Int) -> Int {
    var count = 0
    for session in sessions.expected.indices {
      let found = decide(session)
      if found == sessions.expected[session] { continue }
      count += 1
      if count <= 10 {
        say("\(form): session \(session): expected \(sessions.expected[session]), decided \(found)")
      }
    }
    return count
  }

  private func run(passes wanted: (count: Int, seconds: Double)) {
    let inNative = disagreements("native") { session in
      setRaw(session)
      return adapter.decide()
    }
    let inJSON = disagreements("json") { adapter.decide(json: questions[$0]) }
    let inWhole = disagreements("whole") { adapter.decideWhole(json: questions[$0]) }
    var parts = [
      "\"checked\":\(sessions.expected.count)", "\"disagree\":\(inNative)",
      "\"disagree_json\":\(inJSON)", "\"disagree_whole\":\(inWhole)",
    ]
    if wanted.count > 0 { parts += measured(wanted) }
    parts.append("\"load_s\":[\(loads.map { "\($0)" }.joined(separator: ","))]")
    parts.append("\"rss_before_load_mb\":\(memoryBefore)")
    parts.append("\"policy_mb\":\(memoryLoaded - memoryBefore)")
    parts.append("\"rss_mb\":\(memory("VmHWM"))")
    parts.append("\"checksum\":\"\(adapter.checksum)\"")
    print("{\(parts.joined(separator: ","))}")
    let disagreements = inNative + inJSON + inWhole
    if disagreements > 0 { failed("\(disagreements) decisions are not as expected") }
  }

  private func measured(
    _ wanted: (count: Int, seconds: Double)
  ) -> [String] {
    let count = sessions.expected.count
    var parts: [String] = []
    let native = passes(wanted, over: count) { session in
      setRaw(session)
      return adapter.decide()
    }
    parts.append("\"native\":\(native)")
    let json = passes(wanted, over: count) { adapter.decide(json: questions[$0]) }
    parts.append("\"json\":\(json)")
    let whole = passes(wanted, over: count) { adapter.decideWhole(json: questions[$0]) }
    parts.append("\"whole\":\(whole)")
    let words = WordLookup(sessions, adapter.facts)
    let looked = passes(wanted, over: count) { session in
      let values = words.values(session)
      adapter.set(values.span)
      return adapter.decide()
    }
    parts.append("\"words\":\(looked)")
    let fill = passes(wanted, over: count) { session in
      setRaw(session)
      return adapter.filled
    }
    parts.append("\"fill\":\(fill)")
    let explained = passes((min(3, wanted.count), wanted.seconds), over: count) { session in
      setRaw(session)
      return adapter.explain()
    }
    parts.append("\"explain\":\(explained)")
    return parts
  }
}

/// A host that holds lists as texts: each is looked up when it is wanted.
struct WordLookup {
  private let sessions: Sessions
  private let facts: [HostFact]
  private let positions: [[String: Int64]]

  init(_ sessions: Sessions, _ facts: [HostFact]) {
    self.sessions = sessions
    self.facts = facts
    positions = facts.map { fact in
      Dictionary(fact.words.enumerated().map { ($1, Int64($0)) }) { first, _ in first }
    }
  }

  func values(_ session: Int) -> [Int64] {
    var values: [Int64] = []
    values.reserveCapacity(facts.count)
    for (place, entry) in sessions.entries[session].enumerated() {
      values.append(sessions.value(entry, facts[place], positions[place]))
    }
    return values
  }
}
