import Foundation
import Handrail
import HandrailEngine
import HandrailLowering
import HandrailModel
import HandrailSource
import HandrailSyntax

/// `--compile-speed FILE…` prints what each phase of compiling a policy takes, and what one edited
/// line takes to check again, in milliseconds of one core.
///
/// Says whether that was asked for.
func measuresCompiling(_ arguments: [String]) throws -> Bool {
  guard arguments.first == "--compile-speed" else { return false }
  for path in arguments.dropFirst() {
    let times = PhaseTimes(file: PolicyFile(path: path, bytes: try bytes(path)))
    print(times.words)
    for words in try EditTimes(file: PolicyFile(path: path, bytes: try bytes(path))).words {
      print(words)
    }
  }
  return true
}

/// Milliseconds of one core that one edited line takes to check again: the middle one of some.
private struct EditTimes {
  private var edited: EditedPolicy
  private let name: String
  private(set) var words: [String] = []

  init(file: PolicyFile) throws {
    name = URL(filePath: file.path).lastPathComponent
    edited = EditedPolicy(file, in: surroundings())
    let source = SourceText(path: file.path, bytes: file.bytes)
    try editRule(source)
    try addFact(source)
  }

  /// A figure of a rule in the middle of the file is another; its line cannot be read, and can.
  private mutating func editRule(_ source: SourceText) throws {
    for line in source.lineStarts.count / 2..<source.lineStarts.count {
      let range = source.lineRange(line).offsets
      let text = source.bytes[range]
      guard text.starts(with: "    - ".utf8) || text.starts(with: "  when ".utf8),
        let digit = text.lastIndex(where: { (0x31...0x39).contains($0) })
      else { continue }
      try edit(digit..<digit + 1, [source.bytes[digit] ^ 1], as: "one figure edited")
      try edit(range.upperBound..<range.upperBound, [0x22], as: "one line broken")
      return
    }
  }

  /// All that reads facts is checked again.
  private mutating func addFact(_ source: SourceText) throws {
    let text = String(decoding: source.bytes, as: UTF8.self).utf8
    guard let facts = text.firstRange(of: "\nfacts".utf8) else { return }
    let end = text.distance(from: text.startIndex, to: facts.upperBound)
    try edit(end..<end, Array("\n  another is yes or no".utf8), as: "one fact added")
  }

  /// There and back again, so that every edit is of the same text; the dearer way counts.
  private mutating func edit(_ range: Range<Int>, _ bytes: [UInt8], as what: String) throws {
    let before = Array(edited.file.bytes[range])
    let after = range.lowerBound..<range.lowerBound + bytes.count
    var there: [Double] = []
    var back: [Double] = []
    for _ in 0..<9 {
      there.append(try time(range, bytes))
      back.append(try time(after, before))
    }
    let middle = max(there.sorted()[4], back.sorted()[4])
    words.append("\(name): \(what) (\(edited.spared) spared) \(twoDigits(middle)) ms")
  }

  private mutating func time(_ range: Range<Int>, _ bytes: [UInt8]) throws -> Double {
    let start = threadTime()
    try edited.replace(range, with: bytes)
    return threadTime() - start
  }
}

func twoDigits(_ time: Double) -> String {
  String(format: "%.2f", max(0, time.isFinite ? time : 0))
}

private func bytes(_ path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(filePath: path)))
}

/// Reads used files from the folder of the file that uses them, and the zones of this machine.
func surroundings() -> PolicySurroundings {
  var surroundings = PolicySurroundings()
  surroundings.load = { path, user in
    let full = URL(filePath: user).deletingLastPathComponent().appending(path: path).path
    guard let bytes = try? bytes(full) else { return .failure(.init(reason: "it is not there")) }
    return .success(PolicyFile(path: full, bytes: bytes))
  }
  surroundings.zoneFile = { try? bytes("/usr/share/zoneinfo/\($0)") }
  surroundings.zoneNames = { [] }
  return surroundings
}

/// Milliseconds of one core by phase.
private struct PhaseTimes {
  private var parsing = Double.infinity
  private var checking = Double.infinity
  private var lowering = Double.infinity
  private var signing = Double.infinity
  private var compiling = Double.infinity
  private let file: PolicyFile
  private var messages = 0

  init(file: PolicyFile) {
    self.file = file
    var spent = 0.0
    var runs = 0
    while runs < 3 || spent < 300 && runs < 50 {
      spent += measure()
      runs += 1
    }
  }

  /// One run of every phase; a run's own check reads the text again, which is taken off.
  private mutating func measure() -> Double {
    let around = surroundings()
    let source = SourceText(path: file.path, bytes: file.bytes)
    let parsed = milliseconds { parse(source) }
    let checked = milliseconds { check(source, in: around.forChecking) }
    parsing = min(parsing, parsed.time)
    checking = min(checking, checked.time)
    let whole = milliseconds { compile(file, in: around) }
    compiling = min(compiling, whole.time)
    messages = whole.value.messages.count
    if whole.value.policy != nil, let model = checked.value.value {
      let lowered = milliseconds { lower(model, zoneDataVersion: "none") }
      let signed = milliseconds { graphDigest(lowered.value) }
      lowering = min(lowering, lowered.time)
      signing = min(signing, signed.time)
    }
    return parsed.time + checked.time + whole.time
  }

  var words: String {
    let rest = compiling - checking - lowering
    let name = URL(filePath: file.path).lastPathComponent
    let phases = [
      ("read", parsing), ("check", checking - parsing), ("lower", lowering - signing),
      ("sign", signing), ("rest", rest),
    ]
    let shown = phases.map { "\($0.0) \(twoDigits($0.1))" }.joined(separator: ", ")
    return "\(name): \(shown); \(messages) messages; all \(twoDigits(compiling)) ms"
  }
}

/// What one call takes of this thread's core: other work of the machine does not count.
func milliseconds<Value>(_ work: () throws -> Value) rethrows -> (value: Value, time: Double) {
  let start = threadTime()
  let value = try work()
  return (value, threadTime() - start)
}

private func threadTime() -> Double {
  var time = timespec()
  _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
}
