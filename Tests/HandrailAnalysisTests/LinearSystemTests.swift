import HandrailAnalysis
import Testing

@Suite("Linear systems")
struct LinearSystemTests {
  @Test("an empty system can be made")
  func empty() { _ = LinearSystem() }
}
