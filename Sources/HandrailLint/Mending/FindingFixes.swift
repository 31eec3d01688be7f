package import HandrailAnalysis
import HandrailEngine
import HandrailModel
package import HandrailSource
import HandrailSyntax

extension LintedPolicy {
  /// What mends each of the things that analysis found, over the graph that it found them in.
  package func fixes(for findings: [Finding]) -> [[Fix]] {
    if findings.isEmpty { return [] }
    let mending = FindingFixes(self)
    return findings.map(mending.fixes)
  }

  /// A promise that nothing can trigger is taken out.
  package func fixes(ofUntriggered name: String) -> [Fix] {
    guard let promise = model.checks.promises.first(where: { $0.name == name }),
      let written = heading(at: promise.origin.place)
    else { return [] }
    return [Fix(.ask, "take the promise out", [written.removal])]
  }
}

/// What mends findings, with what is counted once for all of them.
private struct FindingFixes {
  let policy: LintedPolicy
  /// How many words of all files are a name, alone or behind a dot.
  private let uses: [Substring: Int]
  private let linesOfHeading: [Int]

  init(_ policy: LintedPolicy) {
    self.policy = policy
    var uses: [Substring: Int] = [:]
    for tree in policy.trees {
      for token in tree.tokens.elements where token.kind == .word {
        var name = Substring(tree.text(token))
        uses[name, default: 0] += 1
        while let dot = name.firstIndex(of: ".") {
          name = name[name.index(after: dot)...]
          uses[name, default: 0] += 1
        }
      }
    }
    self.uses = uses
    var lines = [Int](repeating: 0, count: policy.graph.headings.count)
    for effect in policy.graph.effects { lines[effect.heading] += 1 }
    linesOfHeading = lines
  }

  private var graph: DecisionGraph { policy.graph }

  func fixes(for finding: Finding) -> [Fix] {
    switch finding.kind {
    case .permissionNeverCounts(let effect, let other):
      return without(effect) + (other.map { excepting(effect, from: $0) } ?? [])
    case .neverApplies(let heading):
      return without(heading: heading, "take `\(graph.headings[heading].name)` out")
    case .exceptionCoversAll(let heading):
      let lines = written(heading)?.children(.exceptLine) ?? []
      return lines.count == 1 ? [Fix(.ask, "take the exception out", [lines[0].removal])] : []
    case .exceptionNeverMatters(let heading, let exception):
      let lines = written(heading)?.children(.exceptLine) ?? []
      guard lines.indices.contains(exception) else { return [] }
      return [Fix(.apply, "take the exception out", [lines[exception].removal])]
    case .sameRule(_, let other):
      return without(heading: other, "take `\(graph.headings[other].name)` out")
    case .differentQueues(let effect, let other): return ranking([effect, other])
    // An exception would even arm the way back, and two offers part nowhere that can't tell.
    case .bounces, .offersTwice: return []
    case .approvalNeverAsked(let approval, _):
      let heading = graph.gates.approvals[approval].heading
      return without(heading: heading, "take `\(graph.headings[heading].name)` out")
    case .notSettled: return []
    }
  }

  // MARK: Taking out

  private func written(_ heading: Int) -> Written? {
    policy.place(
      ofLine: graph.headings[heading].line, in: FileID(graph.headings[heading].file)
    ).flatMap { policy.heading(at: $0) }
  }

  /// Without a heading whose name stands nowhere else.
  private func without(heading: Int, _ title: String) -> [Fix] {
    guard let written = written(heading) else { return [] }
    // What has no name is named nowhere else.
    let isNamed = graph.headings[heading].kind != .returnToAI
    if isNamed, written.name.map({ isNamedElsewhere($0.text) }) ?? true { return [] }
    return [Fix(.ask, title, [written.removal])]
  }

  private func isNamedElsewhere(_ name: String) -> Bool { uses[name[...], default: 0] > 1 }

  /// Without a line, or without its rule where it is the only one that does something.
  private func without(_ effect: Int) -> [Fix] {
    let heading = graph.effects[effect].heading
    let name = graph.headings[heading].name
    guard linesOfHeading[heading] > 1 else {
      return without(heading: heading, "take `\(name)` out")
    }
    let file = FileID(graph.headings[heading].file)
    guard let place = policy.place(ofLine: graph.effects[effect].line, in: file),
      let line = policy.node(.aiMayLine, at: place) ?? policy.node(.onlySuggestLine, at: place)
    else { return [] }
    return [Fix(.ask, "take the line out of `\(name)`", [line.removal])]
  }

  // MARK: Exceptions

  private func excepting(_ effect: Int, from other: Int) -> [Fix] {
    let winner = graph.effects[other].heading
    // Who asks for a person has to get one, whatever else there is.
    guard winner != graph.duties.wayOut else { return [] }
    return excepting(heading: graph.effects[effect].heading, from: winner)
  }

  /// The case of one heading as an exception of another.
  private func excepting(heading: Int, from other: Int) -> [Fix] {
    guard heading != other, let own = written(heading), let rest = written(other),
      own.child(.exceptLine) == nil, let when = own.child(.whenLine)?.condition
    else { return [] }
    let text = "  except when " + PromiseCase.words(of: when)
    let last = rest.children.last { $0.kind == .whenLine || $0.kind == .exceptLine }
    let edit = last?.insertion(afterLast: text) ?? rest.insertion(afterHead: text)
    let name = rest.name?.text ?? ""
    return [
      Fix(.ask, "leave the case of `\(graph.headings[heading].name)` out of `\(name)`", [edit])
    ]
  }

  // MARK: Queues

  /// The queues of two lines in `prefer queues`, either way round.
  private func ranking(_ effects: [Int]) -> [Fix] {
    let queues = effects.compactMap { effect -> String? in
      switch graph.effects[effect].action {
      case .handOver(.queue(let queue)), .otherwiseHandOver(.queue(let queue)):
        return graph.routing.queues[queue].name
      case .handOver, .otherwiseHandOver, .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay,
        .otherwiseRefuse, .startWithHuman, .stopAI, .bringIn, .contactCustomer, .urgency,
        .needSkills:
        return nil
      }
    }
    guard queues.count == 2, queues[0] != queues[1], let line = policy.headings(.prefer).first
    else { return [] }
    let listed = line.listedNames.map(\.text)
    guard !queues.allSatisfy(listed.contains) else { return [] }
    return [queues, Array(queues.reversed())].compactMap { pair in
      let rest = listed.filter { !pair.contains($0) }
      let words = (rest + pair).joined(separator: ", ")
      guard let edit = line.listing(words) else { return nil }
      return Fix(.ask, "prefer `\(pair[0])` to `\(pair[1])`", [edit])
    }
  }
}

extension Written {
  /// The names of `prefer queues` replaced, or written where there are none.
  fileprivate func listing(_ words: String) -> Edit? {
    if let list = child(.names) { return Edit(list.place, words) }
    guard let word = word(1) else { return nil }
    let end = word.place.range.upper
    return Edit(SourcePlace(file: file, range: ByteRange(end, end)), " " + words)
  }
}
