import Foundation
import Handrail
import HandrailReporting
import HandrailSource
import HandrailTestSupport
import Testing

/// Messages about policies that are too large to be kept: a start, and lines said so many times.
@Suite("Messages about large policies")
struct LargeGoldenTests {
  @Test("say what they said before", arguments: Golden.cases("large"))
  func expected(name: String) throws {
    let golden = Golden("large", name)
    let review = Handrail.review(
      PolicyFile(path: "input.policy", bytes: try whole(golden)), in: PolicySurroundings())
    #expect(review.diagnostics.map(\.code) == [String(name.prefix(6))])
    let text = DiagnosticText(review.sources).render(review.diagnostics)
    let verdict = try golden.compare(text, with: "expected.txt")
    #expect(verdict == .same, "\(name) now says:\n\(text)")
  }

  private func whole(_ golden: Golden) throws -> [UInt8] {
    func text(_ file: String) throws -> String {
      String(decoding: try golden.bytes(file), as: UTF8.self)
    }
    let count = try #require(Int(try text("count").trimmingCharacters(in: .newlines)))
    let parts = try text("repeated.txt").components(separatedBy: "{n}")
    var bytes = try golden.bytes("start.policy")
    for number in 0..<count { bytes += Array(parts.joined(separator: String(number)).utf8) }
    return bytes
  }
}
