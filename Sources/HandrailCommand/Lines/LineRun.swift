import Handrail
import HandrailEngine

/// Decides a stream of questions, one a line, at bounded memory.
struct LineRun {
  let descriptor: Int32
  let name: String

  /// Writes a decision for each line, in order; says whether no line was faulty.
  func decide(
    through door: QuestionDoor, in console: inout Console
  ) throws(CommandError) -> Bool {
    var lines = LineReader(descriptor: descriptor, lengthLimit: HostDocument.mostBytes)
    var progress = Progress(isShown: console.showsProgress && !console.output.isTerminal)
    var faulty = 0
    defer { progress.finish(in: console) }
    while true {
      // Whoever asks line by line waits for the answer before sending the next.
      if lines.wouldWait { try console.output.flush() }
      let step: LineReader.Step
      do throws(FileRefusal) {
        step = try lines.next()
      } catch {
        throw .cannotRead(name, error)
      }
      let answer: Answer
      switch step {
      case .end: return faulty == 0
      case .line: answer = door.answer(toLine: lines.line, number: lines.number)
      case .tooLong: answer = door.answer(toLine: nil, number: lines.number)
      }
      let label = DecisionLabel(
        id: answer.id, line: answer.isFaulty ? lines.number : nil, isIndented: false)
      if answer.isFaulty { faulty += 1 }
      try console.output.write(answer.json(label))
      try console.output.write("\n")
      progress.show(lines: lines.number, faulty: faulty, in: console)
    }
  }
}
