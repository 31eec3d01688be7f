import Foundation
import Handrail
import HandrailLint
import HandrailSource
import HandrailTestSupport
import Testing

/// A new name wherever the old one is used, by the fixes of `style-long-name`.
@Suite("Giving things another name")
struct RenamingTests {
  private static let long = "how_the_customer_has_been_feeling_in_this_chat"

  private func mended(_ text: String) -> (before: Review, after: Review, text: String) {
    var orders = LintOrders(nil)
    orders.levels["style-long-name"] = .some(.note)
    let world = worldOfTests(beside: nil)
    let before = review(PolicyFile(path: "p", bytes: Array(text.utf8)), in: world, linting: orders)
    var pass = FixPass(before.sources)
    for diagnostic in before.diagnostics {
      if let fix = diagnostic.fixes.first { pass.take(fix, of: diagnostic) }
    }
    let bytes = pass.bytes(of: FileID(0))
    let after = review(PolicyFile(path: "p", bytes: bytes), in: world, linting: orders)
    return (before, after, String(decoding: bytes, as: UTF8.self))
  }

  private func policy(_ more: String) -> String {
    """
    policy front_desk version 1
      language 1
      start with ai

    facts
      \(Self.long) is score every turn

    tasks track_parcel

    queue desk
      skills service
      if closed or waited too long
        - take message

    prefer queues otherwise desk

    rule upset
      when \(Self.long) above 0.7
      hand over to desk
    \(more)
    """
  }

  @Test("a fact keeps its path, and a text keeps its place for it")
  func fact() {
    let (before, after, text) = mended(
      policy("  say \"It was {\(Self.long)}.\"\n"))
    #expect(before.diagnostics.count == 1)
    #expect(after.diagnostics == [])
    #expect(text.contains("is score every turn from \"\(Self.long)\"\n"))
    #expect(text.components(separatedBy: Self.long).count == 2)
    #expect(text.contains("say \"It was {how_customer_has_been_feeling_this_chat}.\""))
  }

  @Test("a name that stands for two things is left to the author")
  func twice() {
    let (before, _, text) = mended(policy("\nrule \(Self.long)\n  ai may track_parcel\n"))
    #expect(before.diagnostics.count == 2)
    #expect(before.diagnostics.allSatisfy { $0.fixes.isEmpty })
    #expect(text.contains("rule \(Self.long)"))
  }

  @Test("built-in facts that bear the name go along")
  func builtIn() {
    let offer = "would_you_rather_speak_to_a_person_than_to_me"
    let (_, after, text) = mended(
      policy(
        """

        offer \(offer)
          for track_parcel
          options human, ai
          answer within 2 minutes
          if no answer choose human
          say "Would you like a person?"

        rule asked
          when choice.\(offer) is human
          only a human may track_parcel

        """))
    #expect(after.diagnostics == [])
    #expect(!text.contains(offer))
    #expect(text.contains("choice.would_you_rather_speak_person_than_me is human"))
  }
}
