import HandrailEngine

/// The decisions of so many turns before one that is looked for: no person came in any of them.
struct TurnsBefore {
  var turns: Int
  /// The session and the moment were then as they are now; else only turns are followed back.
  var keepsSession: Bool

  /// The steps of who held the conversation in each of those decisions.
  func looks(at task: Int, _ cone: inout Cone) -> EarlierLooks {
    cone.isSessionKept = keepsSession
    var looks = EarlierLooks()
    for turn in 1..<max(1, turns + 1) {
      guard !keepsSession else {
        looks.lines.append(TaskLines(task, &cone, turnsBefore: turn))
        continue
      }
      // Another task may have been asked about then, and gates may have stood otherwise.
      for effect in cone.graph.effects {
        let step = cone.root(effect.node, back: Cone.decision(before: turn))
        switch LineSort(effect.action) {
        case .handOver: looks.wishes.all.append((step, TruthSet([.no, .open])))
        case .stopAI: looks.wishes.all.append((step, .no))
        case .nobody, .onlyHuman, .permit, .suggest, .start, .other: break
        }
      }
    }
    return looks
  }
}

/// What boxes are asked about the decisions before.
struct EarlierLooks {
  var wishes = Wishes(all: [])
  var lines: [TaskLines] = []

  /// A verdict on this decision with what those before it say.
  func narrowed(
    _ verdict: Goal.Verdict, _ evaluation: Evaluation, _ box: Box
  ) -> Goal.Verdict {
    if case .impossible = verdict { return .impossible }
    let wished = wishes.verdict(evaluation)
    if case .impossible = wished { return .impossible }
    var open: [Goal.Open] = []
    for lines in lines {
      let standing = Standing(lines, evaluation, box)
      if standing.human.must { return .impossible }
      if standing.human.may { open += standing.open }
    }
    guard case .certain = verdict else { return verdict }
    if case .open(let more) = wished { open += more }
    return open.isEmpty ? .certain : .open(open)
  }
}
