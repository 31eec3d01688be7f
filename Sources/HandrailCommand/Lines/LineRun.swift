import Glibc
import Handrail
import HandrailEngine

/// Decides a stream of questions, one a line, on all cores, in order and at bounded memory.
///
/// Lines are taken in parts; while some parts are decided the next are read, and what is decided
/// goes out in the order in which it came in.
struct LineRun {
  let descriptor: Int32
  let name: String

  /// Lines that are decided together, and what was written about them.
  private struct Part: Sendable {
    /// Number of the first line, from 1.
    let first: Int
    /// The lines without their ends, one behind the other.
    var bytes: [UInt8] = []
    /// By line: where it stands; `nil` for one that was too long.
    var lines: [Range<Int>?] = []
    /// No line comes after these.
    var isLast = false
    /// Why none could be read any more.
    var refusal: FileRefusal?

    var isFull: Bool { lines.count >= 128 || bytes.count >= 1_048_576 }
  }

  private struct Decided: Sendable {
    var bytes: [UInt8]
    var faulty: Int
    var lastLine: Int
  }

  /// Writes a decision for each line, in order; says whether no line was faulty.
  func decide(
    through door: QuestionDoor, in console: inout Console
  ) async throws(CommandError) -> Bool {
    var lines = LineReader(descriptor: descriptor, lengthLimit: HostDocument.mostBytes)
    var progress = Progress(isShown: console.showsProgress && !console.output.isTerminal)
    let width = max(1, min(8, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    var waiting: [Task<Decided, Never>] = []
    var faulty = 0
    var isAtEnd = false
    var refusal: FileRefusal?
    defer { progress.finish(in: console) }
    let pattern = door.linePattern()
    let spare = SpareRoom()
    while !isAtEnd || !waiting.isEmpty {
      // Whoever asks line by line waits for the answer before sending the next.
      let mustWait = isAtEnd || lines.wouldWait
      while let next = waiting.first, mustWait || waiting.count > width {
        waiting.removeFirst()
        let decided = await next.value
        faulty += decided.faulty
        try console.output.write(decided.bytes)
        spare.give(decided.bytes)
        progress.show(lines: decided.lastLine, faulty: faulty, in: console)
      }
      if mustWait { try console.output.flush() }
      if isAtEnd { break }
      let part = LineRun.read(&lines)
      (isAtEnd, refusal) = (part.isLast, part.refusal)
      waiting.append(Task { LineRun.decide(part, through: door, pattern, spare) })
    }
    if let refusal { throw .cannotRead(name, refusal) }
    return faulty == 0
  }

  /// Reads lines until the part is full or the next line would have to be waited for.
  private static func read(_ lines: inout LineReader) -> Part {
    var part = Part(first: lines.number + 1)
    repeat {
      do throws(FileRefusal) {
        switch try lines.next() {
        case .end: part.isLast = true
        case .line:
          part.lines.append(part.bytes.count..<part.bytes.count + lines.line.count)
          part.bytes.append(contentsOf: lines.line)
        case .tooLong: part.lines.append(nil)
        }
      } catch {
        part.refusal = error
        part.isLast = true
      }
    } while !part.isLast && !part.isFull && !lines.wouldWait
    return part
  }

  private static func decide(
    _ part: Part, through door: QuestionDoor, _ pattern: LinePattern?, _ spare: SpareRoom
  ) -> Decided {
    var decided = Decided(bytes: [], faulty: 0, lastLine: part.first + part.lines.count - 1)
    var desk = pattern.map { LineDesk($0) }
    var text = JSONText(reusing: spare.take(), only: door.fields)
    for (position, line) in part.lines.enumerated() {
      if let line, desk?.write(part.bytes.span.extracting(line), to: &text) ?? false {
        text.endLine()
        continue
      }
      let number = part.first + position
      let answer = door.answer(toLine: line.map { Array(part.bytes[$0]) }, number: number)
      let isFaulty = answer.isFaulty
      let label = DecisionLabel(
        id: answer.id, line: isFaulty ? number : nil, isIndented: false)
      if isFaulty { decided.faulty += 1 }
      text.line(door.json(answer, label))
    }
    decided.bytes = text.takeBytes()
    return decided
  }
}
