import HandrailEngine

extension Evidence {
  /// Those that say why it came out so: where a person has it, permissions are beside the point.
  var decidingReasons: [Reason] {
    guard decision.handlerIsHuman else { return reasons }
    return reasons.filter { reason in
      guard case .effect(let position) = reason.cause else { return true }
      return graph.effects[position].action != .aiMay
    }
  }

  var gates: [OpenGate] { decision.task?.gates ?? [] }

  func heading(of cause: Reason.Cause) -> Int? {
    switch cause {
    case .effect(let position): graph.effects[position].heading
    case .first(let position): graph.gates.firsts[position].heading
    case .comesBack(let position): graph.gates.returns[position].heading
    case .approval(let position): graph.gates.approvals[position].heading
    case .offer(let position): graph.gates.offers[position].heading
    case .builtIn: nil
    }
  }

  /// The first deciding lines that ask for something stricter than a line does; a handful is enough
  /// to see who beat it.
  func linesStricter(than line: LineVerdict.Line) -> [Reason] {
    guard case .effect(let position) = line else { return [] }
    let own = graph.effects[position].action.strictness(.yes)
    var found: [Reason] = []
    for reason in reasons where strictness(of: reason) > own {
      found.append(reason)
      if found.count == 8 { break }
    }
    return found
  }

  func strictness(of reason: Reason) -> Strictness {
    switch reason.cause {
    case .effect(let position): graph.effects[position].action.strictness(reason.truth)
    case .first: .first
    case .comesBack: .ai
    // A refusal or silence that handed over is a handover.
    case .approval: isDeciding(reason.cause) ? .human : .approval
    case .offer(let position): isOpen(offer: position) ? .offer : .human
    case .builtIn(let builtIn): builtIn.strictness(in: graph)
    }
  }
}

/// The first of each reason, in order.
func withoutRepeats(_ reasons: [Reason]) -> [Reason] {
  var seen: Set<Reason> = []
  return reasons.filter { seen.insert($0).inserted }
}
