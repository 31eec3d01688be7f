import HandrailLint
import Testing

@Suite("Lint rules")
struct LintRuleTests {
  @Test("names are used once")
  func names() {
    let names = LintRule.all.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
