import Handrail
import HandrailAnalysis
import HandrailEngine
import HandrailTestSupport
import Testing

/// Promises that hold in most conversations, and must not be proved.
struct SoundnessTests {
  private func answer(_ body: String) throws -> PromiseAnswer {
    let analysis = try #require(compilation(of: body).analysis)
    return try #require(analysis.proofs().first).answer
  }

  private func isProved(_ answer: PromiseAnswer) -> Bool {
    if case .proved = answer { true } else { false }
  }

  private func isBroken(_ answer: PromiseAnswer) -> Bool {
    if case .broken = answer { true } else { false }
  }

  private static let desks = """
    facts
      wide is yes or no
      deep is yes or no

    tasks settle

    queue alpha
      if closed or waited too long
        - take message

    queue beta
      if closed or waited too long
        - take message

    prefer queues beta otherwise alpha

    rule everything
      ai may settle

    rule to_alpha
      when wide is yes
      hand over to alpha

    """

  @Test("a line that was yes before transfers nothing again")
  func calledBefore() throws {
    // With both yes beta takes it, and keeps it when only the line to alpha is left.
    let text = """
      rule to_beta
        when deep is yes
        hand over to beta

      promise alpha_has_it
        whenever wide is yes and deep is no
        expect human in alpha
      """
    let answer = try answer(Self.desks + text)
    #expect(isBroken(answer))
    guard case .broken(let breach) = answer else { return }
    #expect(breach.witness.decision.queue?.queue == 1)
  }

  @Test("where no other line can be yes with it, the line always has its queue")
  func neverTogether() throws {
    let text = """
      rule to_beta
        when wide is no
        hand over to beta

      promise alpha_has_it
        whenever wide is yes
        expect human in alpha
      """
    #expect(isProved(try answer(Self.desks + text)))
  }

  @Test("a person who goes on is still in the queue")
  func goesOn() throws {
    let graph = try compiledPolicy(Self.desks)
    let frame = Frame(
      session: [Cell(1), Cell(0)],
      queues: graph.routing.queues.map { _ in
        QueueState(open: Cell(1), free: Cell(1), wait: Cell(0))
      })
    var question = Question(
      at: Moment(microseconds: 1_772_445_600_000_000), ask: .task(0), frame: frame, memory: .new)
    let first = decideTracing(question, by: graph).0
    #expect(first.next == .handOver && first.queue?.queue == 0)
    question.memory = .kept(first.memory)
    question.frame.session = [Cell(0), Cell(0)]
    let second = decideTracing(question, by: graph).0
    #expect(second.next == .talk && second.queue?.queue == 0)
  }

  private static let offers = """
    facts
      customer is reference
      wide is yes or no

    tasks settle, refund

    queue desk
      if closed or waited too long
        - take message

    prefer queues otherwise desk

    rule everything
      ai may settle, refund

    offer talk
      for refund
      options human, ai
      answer within 2 minutes
      if no answer choose human
      say "A person, or me?"

    """

  @Test("whoever chose a person just now has one, whatever is asked")
  func chosenNow() throws {
    let text = """
      promise settled_by_the_ai
        always
        never human for settle
      """
    // Silence and unusable memory apart, the choice alone brings the person.
    #expect(!isProved(try answer(Self.offers + text)))
  }

  @Test("a choice that is kept from another session counts in a new one")
  func remembered() throws {
    let offer = Self.offers.replacing(
      "  if no answer", with: "  remember by customer for 30 days\n  if no answer")
    let text = """
      promise new_ones_chose_nothing
        whenever choice.talk is human and handler is ai
        expect human
      """
    #expect(!isProved(try answer(offer + text)))
  }

  @Test("a task that must be done before, which no test reads, may not be done yet")
  func firstDo() throws {
    func text(_ promise: String) -> String {
      """
      facts
        wide is yes or no

      tasks show_proof, settle

      queue desk
        if closed or waited too long
          - take message

      prefer queues otherwise desk

      rule everything
        ai may show_proof, settle

      first proof_shown
        for settle
        do show_proof

      promise p
        whenever wide is yes
        \(promise)
      """
    }
    #expect(!isProved(try answer(text("expect ai or human for settle"))))
    #expect(!isProved(try answer(text("never first proof_shown for settle"))))
    #expect(!isProved(try answer(text("never ai for settle"))))
  }

  @Test(
    "moments by age and by date, however long ago",
    arguments: [
      "born at least 36000 days ago", "born before 1950-01-01",
      "born before 1950-01-01 and born at least 20 days ago",
      "born before 2020-01-01 and born at most 9000 days ago",
    ])
  func moments(condition: String) throws {
    let text = """
      facts
        born is moment

      tasks settle

      rule everything
        ai may settle

      promise p
        whenever \(condition)
        never ai for settle
      """
    let found = try answer(text)
    #expect(!isProved(found), "\(found)")
  }

  @Test("within some turns is not proved where the customer can go on without")
  func withinTurns() throws {
    func text(_ window: String) -> String {
      """
      facts
        cross is yes or no every turn

      tasks settle

      queue desk
        if closed or waited too long
          - take message

      prefer queues otherwise desk

      rule everything
        ai may settle

      rule angry
        when cross is yes\(window)
        hand over to desk

      promise p
        whenever cross is yes
        expect human within 2 turns
      """
    }
    #expect(isProved(try answer(text(""))))
    #expect(!isProved(try answer(text(" in at least 3 of the last 3 turns"))))
  }
}
