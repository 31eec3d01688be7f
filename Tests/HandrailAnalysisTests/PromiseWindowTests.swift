import Handrail
import HandrailAnalysis
import Testing

/// Windows in promises, which never begin anew, beside those of rules, which do.
struct PromiseWindowTests {
  private func answer(_ condition: String, _ more: String = "") throws -> PromiseAnswer {
    let compilation = compilation(
      of: """
        facts
          anger is score every turn
          closed is yes or no

        tasks talk

        queue desk
          if closed or waited too long
            - take message

        prefer queues otherwise desk

        define often_angry
          when anger above 0.7 in at least 2 of the last 3 turns

        rule everyday
          ai may talk

        rule angry_customer
          when \(condition)
          hand over to desk

        \(more)
        promise anger_reaches_a_person
          whenever anger above 0.7 in at least 2 of the last 3 turns
          expect human
        """)
    let analysis = try #require(compilation.analysis)
    let proof = try #require(analysis.proofs().first)
    return proof.answer
  }

  private let window = "anger above 0.7 in at least 2 of the last 3 turns"
  private let wayBack = "return to ai\n  when closed is yes\n"

  @Test("without a way back no window begins anew while the AI holds the conversation")
  func noWayBack() throws {
    guard case .proved = try answer(window) else { return #expect(Bool(false)) }
  }

  @Test("after a return the rule counts anew, and the promise does not")
  func wayBackBreaks() throws {
    guard case .broken = try answer(window, wayBack) else { return #expect(Bool(false)) }
  }

  @Test("a window with a name counts on in both")
  func named() throws {
    guard case .proved = try answer("often_angry is yes", wayBack) else {
      return #expect(Bool(false))
    }
  }
}
