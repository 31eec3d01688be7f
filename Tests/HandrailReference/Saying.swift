import HandrailEngine
import HandrailModel
import HandrailSource

/// What the customer is told: language.md 3.6, `rule messages`.
extension Reading {
  struct Said {
    var messages: [String] = []
    var dropped: [String] = []
  }

  func say(_ message: Message?, kind: String, heading: String, into said: inout Said) {
    guard let message else { return }
    let wording =
      message.wordings.first { $0.language == question.language && question.language != nil }
      ?? message.wordings.first
    guard let wording else { return }
    var words = ""
    for piece in wording.pieces {
      switch piece {
      case .text(let text): words += text
      case .fact(let fact):
        guard let shown = shown(fact) else {
          said.dropped.append("\(heading): \(policy.name(fact))")
          return
        }
        words += shown
      }
    }
    said.messages.append("\(kind) \(heading): \(words)")
  }

  /// The first refusing rule by name that has words.
  func refusalMessage(_ handling: Handling) -> Rule? {
    CoveringLines(lines: handling.lines, task: task).refusals.filter(\.finding.isYes)
      .compactMap(\.rule).first { $0.say != nil }
  }

  /// The first by name of the rules that named the chosen queue; else of the deciding rules.
  func handOverMessage(_ handling: Handling, queue: QueueID?) -> Rule? {
    let naming = CoveringLines(lines: handling.lines, task: task).handOvers.filter {
      queueNamed(by: $0) != nil && queueNamed(by: $0) == queue
    }
    if let naming = naming.compactMap(\.rule).first(where: { $0.say != nil }) { return naming }
    let deciding = handling.rulingDecides ? handling.ruling?.lines ?? [] : handling.calling
    return deciding.filter(\.finding.isYes).compactMap(\.rule)
      .min { bytesBefore($0.name, $1.name) }
  }

  /// How values are written is a matter of `Values`; which value is written is settled here.
  private func shown(_ id: FactID) -> String? {
    guard let cell = known(id, at: .now).cell else { return nil }
    return spelled(cell, policy.fact(id).domain, texts: question.frame.texts)
  }
}
