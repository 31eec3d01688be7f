import HandrailAnalysis
import HandrailEngine
import HandrailExplanation
import HandrailSource

// The words of findings about one heading.

extension PolicyAnalysis {
  func neverApplies(_ heading: Int) -> Diagnostic {
    let described = graph.headings[heading]
    let force = [described.guarding.inForce].filter { $0 >= 0 }
    let tests = analysis.clash(under: described.guarding.when, besides: force) ?? []
    let words = tests.compactMap { test in described.written.first { $0.node == test }?.text }
    return Diagnostic(
      AnalysisFault.neverApplies(
        HeadingNoun(described.kind), tests: words.count == tests.count ? words : []),
      at: place(ofHeading: heading))
  }

  /// What keeps a promise from ever being triggered.
  func neverTriggered(_ promise: GraphPromise) -> AnalysisFault {
    let trigger = promise.once >= 0 ? promise.once : promise.whenever
    let words = (analysis.clash(under: trigger) ?? []).map { graph.logic.origins[$0].text }
    return .neverTriggered(tests: words.contains("") ? [] : words)
  }

  func coversAll(_ heading: Int, _ witness: Witness?) -> Diagnostic {
    let guarding = graph.headings[heading].guarding
    let nodes = [guarding.inForce, guarding.when].filter { $0 >= 0 }
    let shown = witness.map { example(plain($0, about: heading, where: nodes), [heading]) }
    return Diagnostic(
      AnalysisFault.exceptionCoversAll(
        HeadingNoun(graph.headings[heading].kind), exceptions: guarding.excepts.count,
        example: shown),
      at: place(ofHeading: heading))
  }

  func neverMatters(
    _ exception: Int, of heading: Int, _ witness: Witness?
  ) -> Diagnostic {
    let node = graph.headings[heading].guarding.excepts[exception]
    let shown = witness.map { example(plain($0, about: heading, where: [node]), [heading]) }
    return Diagnostic(
      AnalysisFault.exceptionNeverMatters(
        HeadingNoun(graph.headings[heading].kind), example: shown),
      at: origin(ofNode: node, in: heading))
  }

  /// The same customer in a new conversation, asking for what the heading is about, as far as some
  /// nodes then still are yes.
  private func plain(
    _ witness: Witness, about heading: Int, where nodes: [Int]
  ) -> Witness {
    var plain = witness
    func take(_ change: (inout Question) -> Void) {
      var tried = plain
      change(&tried.question)
      (tried.decision, tried.trace) = decideTracing(tried.question, by: graph)
      if nodes.allSatisfy({ tried.trace.truths[$0] == .yes }) { plain = tried }
    }
    take { $0.memory = .new }
    guard let task = graph.tasks(coveredBy: heading).first else {
      take { $0.ask = .none }
      return plain
    }
    take { question in
      if case .task(let asked) = question.ask {
        question.frame.tasks[task] = question.frame.tasks[asked]
      }
      question.ask = .task(task)
    }
    return plain
  }

  func neverCounts(_ effect: Int, _ other: Int?, _ witness: Witness?) -> Diagnostic {
    let stricter = other.map { "`\(graph.effects[$0].text)`" } ?? "something stricter holds"
    let headings = ([effect] + [other].compactMap { $0 }).map { graph.effects[$0].heading }
    return Diagnostic(
      AnalysisFault.permissionNeverCounts(
        by: other.map { name(ofEffect: $0) }, stricter: stricter,
        example: example(witness, headings)),
      at: place(ofEffect: effect),
      related: other.map { [RelatedPlace(place(ofEffect: $0), "the stricter line")] } ?? [])
  }
}
