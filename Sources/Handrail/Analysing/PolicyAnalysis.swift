package import HandrailAnalysis
package import HandrailEngine
import HandrailExplanation
import HandrailLowering
import HandrailModel
package import HandrailSource

/// Whole-policy analysis of a compiled policy, with its words.
package struct PolicyAnalysis: Sendable {
  package var analysis: Analysis
  package let promises: [GraphPromise]
  let sources: [SourceText]
  /// Where each queue's heading stands.
  var queuePlaces: [String: SourcePlace] = [:]
  /// Steps that the search for edits that mend a promise may take: a trial takes as many as the
  /// policy has headings, looking at everything anew five times that.
  package var mendingSteps = 20_000

  package var graph: DecisionGraph { analysis.graph }

  /// What an answer to a promise came to.
  package struct Proof: Sendable {
    package var promise: GraphPromise
    package var answer: PromiseAnswer
    /// What is to be said of it; `nil` where it holds.
    package var message: Diagnostic?
  }
}

extension Compilation {
  /// What proofs look at; `nil` where a message stops the policy.
  package var analysis: PolicyAnalysis? {
    guard let policy, let model = review.runnableModel else { return nil }
    return PolicyAnalysis(
      model, review.sources, zoneDataVersion: policy.graph.policy.zoneDataVersion,
      digest: policy.graph.policy.digest)
  }
}

extension PolicyAnalysis {
  /// `digest` is the policy's own.
  init(
    _ model: PolicyModel, _ sources: [SourceText], zoneDataVersion: String, digest: String
  ) {
    let promised = lowerWithPromises(model, zoneDataVersion: zoneDataVersion, digest: digest)
    self.init(
      analysis: Analysis(promised.graph), promises: promised.promises, sources: sources)
    for queue in model.people.queues.elements {
      queuePlaces[queue.name] = place(queue.origin.place.file.offset, queue.origin.line)
    }
  }

  /// Everything that whole-policy analysis finds, broken promises included, as messages.
  package func messages(
    fixes: ([Finding]) -> [[Fix]] = { $0.map { _ in [] } },
    mending: ([Proof]) -> [Proof] = { $0 }
  ) -> [Diagnostic] {
    findingMessages(fixes: fixes) + mending(proofs()).compactMap(\.message)
      + analysis.contradictions(promises).map(message)
  }

  /// What analysis finds besides promises.
  func findingMessages(
    fixes: ([Finding]) -> [[Fix]] = { $0.map { _ in [] } }
  ) -> [Diagnostic] {
    let findings = analysis.findings()
    return zip(findings, fixes(findings)).map { finding, fixes in
      var message = message(finding)
      message.fixes = fixes
      return message
    }
  }

  /// The same, but of permissions and guards only what some changed headings bear on.
  func findingMessages(by changed: ChangedHeadings) -> [Diagnostic] {
    analysis.findings(by: changed).map(message)
  }

  /// Proves every promise, or those named.
  package func proofs(of names: [String] = []) -> [Proof] {
    promises.filter { names.isEmpty || names.contains($0.name) }.map { promise in
      let answer = analysis.prove(promise)
      return Proof(promise: promise, answer: answer, message: message(promise, answer))
    }
  }

  // MARK: Places

  /// The words of a 1-based line, without its indentation.
  func place(_ file: Int, _ line: Int) -> SourcePlace {
    let file = min(file, sources.count - 1)
    let line = max(1, min(line, sources[file].lineStarts.count))
    let range = sources[file].lineRange(line)
    let bytes = sources[file].bytes
    var lower = Int(range.lower)
    while lower < Int(range.upper) && bytes[lower] == 0x20 { lower += 1 }
    return SourcePlace(
      file: FileID(rawValue: UInt32(file)), range: ByteRange(lower..<Int(range.upper)))
  }

  func place(ofHeading heading: Int) -> SourcePlace {
    place(graph.headings[heading].file, graph.headings[heading].line)
  }

  func place(ofEffect effect: Int) -> SourcePlace {
    place(graph.headings[graph.effects[effect].heading].file, graph.effects[effect].line)
  }

  func name(ofEffect effect: Int) -> String {
    graph.headings[graph.effects[effect].heading].name
  }

  // MARK: Words

  func example(_ witness: Witness?, _ headings: [Int]) -> String {
    guard let witness else { return "none" }
    let facts = CustomerFacts(readByHeadings: Set(headings), of: graph)
    let words = CustomerWords.brief(
      witness.question, saying: facts, by: graph, namingAll: true)
    return words.isEmpty ? "any customer" : words
  }

  private func message(_ finding: Finding) -> Diagnostic {
    switch finding.kind {
    case .permissionNeverCounts(let effect, let other):
      return neverCounts(effect, other, finding.witness)
    case .neverApplies(let heading):
      return neverApplies(heading)
    case .exceptionCoversAll(let heading): return coversAll(heading, finding.witness)
    case .exceptionNeverMatters(let heading, let exception):
      return neverMatters(exception, of: heading, finding.witness)
    case .sameRule(let heading, let other):
      return Diagnostic(
        AnalysisFault.sameRule(graph.headings[heading].name, graph.headings[other].name),
        at: place(ofHeading: other),
        related: [RelatedPlace(place(ofHeading: heading), "the first of them")])
    case .differentQueues(let effect, let other):
      return differentQueues(effect, other, finding.witness)
    case .bounces(let way, let effect):
      let headings = [graph.gates.returns[way].heading, graph.effects[effect].heading]
      return Diagnostic(
        AnalysisFault.bounces(
          rule: name(ofEffect: effect), example: example(finding.witness, headings)),
        at: place(ofHeading: headings[0]),
        related: [RelatedPlace(place(ofEffect: effect), "the line that hands over")])
    case .approvalNeverAsked(let approval, let task):
      return Diagnostic(
        AnalysisFault.approvalNeverAsked(task: graph.tasks[task]),
        at: place(ofHeading: graph.gates.approvals[approval].heading))
    case .offersTwice(let offer, let other, let task):
      let headings = [offer, other].map { graph.gates.offers[$0].heading }
      return Diagnostic(
        AnalysisFault.offersTwice(
          task: graph.tasks[task], example: example(finding.witness, headings)),
        at: place(ofHeading: headings[1]),
        related: [RelatedPlace(place(ofHeading: headings[0]), "the other offer")])
    case .notSettled(let heading):
      let described = graph.headings[heading]
      return Diagnostic(
        AnalysisFault.notSettled(what: "what `\(described.name)` can come to"),
        at: place(ofHeading: heading))
    }
  }

  /// Where the tests of a node stand in a heading; else the heading itself.
  func origin(ofNode node: Int, in heading: Int) -> SourcePlace {
    let children = graph.logic.children(of: graph.logic.nodes[node])
    let facts = graph.headings[heading].written.first {
      $0.node == node || children.contains($0.node)
    }
    return facts.map { place($0.file, $0.line) } ?? place(ofHeading: heading)
  }

  private func differentQueues(_ effect: Int, _ other: Int, _ witness: Witness?) -> Diagnostic {
    let preferred = graph.routing.preferred
    let isAny = [effect, other].contains { line in
      guard let witness else { return false }
      return graph.effects[line].queue(witness.trace, graph).map(preferred.contains) ?? false
    }
    return Diagnostic(
      AnalysisFault.differentQueues(
        name(ofEffect: effect), name(ofEffect: other), ranked: isAny ? "only one" : "neither",
        example: example(witness, [effect, other].map { graph.effects[$0].heading })),
      at: place(ofEffect: other),
      related: [RelatedPlace(place(ofEffect: effect), "the other line")])
  }

  private func message(_ contradiction: Contradiction) -> Diagnostic {
    let (first, second) = (promises[contradiction.first], promises[contradiction.second])
    let nodes = [first.whenever, second.whenever].filter { $0 >= 0 }
    let facts = CustomerFacts(readBy: nodes, of: graph)
    let words = CustomerWords.brief(
      contradiction.witness.question, saying: facts, by: graph, namingAll: true)
    return Diagnostic(
      AnalysisFault.promisesContradict(
        first.name, second.name, example: words.isEmpty ? "any customer" : words),
      at: place(second.file, second.line),
      related: [RelatedPlace(place(first.file, first.line), "the other promise")])
  }

  private func message(_ promise: GraphPromise, _ answer: PromiseAnswer) -> Diagnostic? {
    let place = place(promise.file, promise.line)
    switch answer {
    case .proved: return nil
    case .neverTriggered: return Diagnostic(neverTriggered(promise), at: place)
    case .notSettled:
      return Diagnostic(
        AnalysisFault.notSettled(what: "the promise `\(promise.name)`"), at: place)
    case .broken(let breach):
      var message = Diagnostic(
        AnalysisFault.promiseBroken(name: promise.name, why: why(breach, promise)), at: place)
      message.story = told(breach, promise)
      return message
    }
  }

  /// The conversation that breaks a promise, as its author reads it.
  package func told(_ breach: Breach, _ promise: GraphPromise) -> [String] {
    told(breach, reading: [promise.whenever, promise.once, promise.until].filter { $0 >= 0 })
  }

  /// The same with what some tests read.
  func told(_ breach: Breach, reading nodes: [Int]) -> [String] {
    var words: [String] = []
    var lastTold = 0
    for (step, witness) in (breach.conversation ?? [breach.witness]).enumerated() {
      var question = witness.question
      if step > 0 {
        // What was told above is not told again.
        question.memory = .new
        question.frame.turns.removeAll { $0.number <= lastTold }
      }
      lastTold = max(lastTold, question.frame.turns.last?.number ?? 0)
      let deciding = Set(witness.decision.decidingHeadings(graph))
      let facts = CustomerFacts(readBy: nodes, of: graph)
        .union(CustomerFacts(readByHeadings: deciding, of: graph))
      let outcome = CustomerWords.outcome(witness.decision, on: witness.question, by: graph)
      let text = CustomerWords(question, saying: facts, by: graph).text(outcome: outcome)
      words += text.isEmpty ? [(step > 0 ? "then   -> " : "any customer   -> ") + outcome] : text
    }
    return words
  }

  /// Why it came so: the lines that decided, or what could not be shown.
  private func why(_ breach: Breach, _ promise: GraphPromise) -> String {
    guard breach.conversation != nil else {
      return "I could not build a full conversation that gets here, but nothing rules it out."
    }
    // Where it is about who holds the conversation, what the AI may do has mostly no part in it.
    let decision = breach.witness.decision
    let isOfPerson = promise.expectations[breach.expectation].outcomes.allSatisfy(\.isOfPerson)
    let own =
      isOfPerson && decision.handlerIsHuman ? graph.headings(of: decision.handlerReasons) : []
    let deciding = own.isEmpty ? decision.decidingHeadings(graph) : own
    let names = deciding.map { graph.headings[$0].name }
    var said: [String] = []
    for name in names where !said.contains(name) { said.append(name) }
    guard !said.isEmpty else { return "Why: no line of the policy says otherwise." }
    return "Why: " + said.map { "`\($0)`" }.joined(separator: " and ") + " decided."
  }
}

extension Decision {
  /// Headings whose lines decided handler and ruling.
  fileprivate func decidingHeadings(_ graph: DecisionGraph) -> [Int] {
    graph.headings(of: handlerReasons + (task?.reasons ?? []))
  }
}

extension DecisionGraph {
  fileprivate func headings(of reasons: [Reason]) -> [Int] {
    reasons.compactMap { reason in
      switch reason.cause {
      case .effect(let effect): effects[effect].heading
      case .first(let first): gates.firsts[first].heading
      case .comesBack(let way): gates.returns[way].heading
      case .approval(let approval): gates.approvals[approval].heading
      case .offer(let offer): gates.offers[offer].heading
      case .builtIn: nil
      }
    }
  }
}

extension GraphPromise.Outcome {
  /// Who holds the conversation, and not what becomes of a task.
  fileprivate var isOfPerson: Bool {
    if case .human = self { true } else { false }
  }
}
