/// How strict what a line asks for is, weakest first (`language.md` 3.5).
package enum Strictness: UInt8, Sendable, BitwiseCopyable, Comparable {
  case ai, first, offer, approval, suggest, notYet, human, nobody

  package static func < (left: Strictness, right: Strictness) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension ProgramLines.Kind {
  /// How strict a line of this kind is that came to so much.
  func strictness(_ truth: Truth) -> Strictness {
    switch self {
    case .aiMay, .urgency, .other: .ai
    case .suggest: .suggest
    case .onlyHuman, .handOverToQueue, .handOverByTable, .handOver, .startWithHuman:
      truth == .open ? .notYet : .human
    case .stopAI: .human
    case .nobody: truth == .yes ? .nobody : truth == .open ? .notYet : .human
    }
  }
}

extension GraphEffect.Action {
  /// How strict a line of this sort is that came to so much.
  package func strictness(_ truth: Truth) -> Strictness {
    ProgramLines.line(self).kind.strictness(truth)
  }
}
