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
    print(try EditTimes(file: PolicyFile(path: path, bytes: try bytes(path))).words)
  }
  return true
}

/// Milliseconds of one core that one edited line takes to check again: the middle one of some.
private struct EditTimes {
  private var edited: EditedPolicy
  private let name: String
  private var shown = ""

  /// A figure in the middle of the file is changed; a quote is set at the end of its line and taken
  /// away; the first fact becomes one that may be unknown.
  init(file: PolicyFile) throws {
    name = URL(filePath: file.path).lastPathComponent
    edited = EditedPolicy(file, in: surroundings())
    let source = SourceText(path: file.path, bytes: file.bytes)
    let middle = source.lineStarts.count / 2
    for line in middle...source.lineStarts.count {
      let range = source.lineRange(line).offsets
      guard let digit = file.bytes[range].lastIndex(where: { (0x31...0x39).contains($0) }),
        file.bytes[range].starts(with: "    - ".utf8)
          || file.bytes[range].starts(with: "  when ".utf8)
      else { continue }
      let other: UInt8 = file.bytes[digit] == 0x31 ? 0x32 : 0x31
      try edit(digit..<digit + 1, [other], as: "figure")
      try edit(range.upperBound..<range.upperBound, [0x22], as: "quote")
      break
    }
    let text = String(decoding: file.bytes, as: UTF8.self)
    if let facts = text.utf8.firstRange(of: "\nfacts\n".utf8) {
      let head = text.utf8.distance(from: text.utf8.startIndex, to: facts.upperBound)
      let end = source.lineRange(source.line(at: UInt32(head))).offsets.upperBound
      try edit(end..<end, Array(" or unknown".utf8), as: "fact")
    }
  }

  /// There and back again, so that every edit is of the same text.
  private mutating func edit(_ range: Range<Int>, _ bytes: [UInt8], as words: String) throws {
    let before = Array(edited.file.bytes[range])
    let after = range.lowerBound..<range.lowerBound + bytes.count
    var there: [Double] = []
    var back: [Double] = []
    var spared = 0
    for _ in 0..<21 {
      there.append(try time(range, bytes))
      spared = edited.spared
      back.append(try time(after, before))
    }
    shown += " \(words) \(two(there.sorted()[10])) back \(two(back.sorted()[10]))"
    shown += " (\(spared) spared)"
  }

  private mutating func time(_ range: Range<Int>, _ bytes: [UInt8]) throws -> Double {
    let start = threadTime()
    try edited.replace(range, with: bytes)
    return threadTime() - start
  }

  var words: String { "\(name): edited:\(shown) ms" }
}

private func two(_ time: Double) -> String {
  let text = String(format: "%.2f", max(0, time.isFinite ? time : 0))
  return String(repeating: " ", count: max(0, 9 - text.count)) + text
}

private func bytes(_ path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(filePath: path)))
}

/// Reads used files from the folder of the file that uses them, and the zones of this machine.
private func surroundings() -> PolicySurroundings {
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
  private var isRunnable = false

  init(file: PolicyFile) {
    self.file = file
    var spent = 0.0
    var runs = 0
    while runs < 3 || spent < 1000 && runs < 50 {
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
    isRunnable = whole.value.policy != nil
    if isRunnable, let model = checked.value.value {
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
    return "\(name): read \(two(parsing)) check \(two(checking - parsing)) lower "
      + "\(two(lowering - signing)) sign \(two(signing)) rest \(two(rest)) all "
      + "\(two(compiling)) ms, \(messages) messages\(isRunnable ? "" : ", does not run")"
  }
}

/// What one call takes of this thread's core: other work of the machine does not count.
func milliseconds<Value>(_ work: () -> Value) -> (value: Value, time: Double) {
  let start = threadTime()
  let value = work()
  return (value, threadTime() - start)
}

private func threadTime() -> Double {
  var time = timespec()
  _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
}
