import Foundation
import HandrailModel
import HandrailSource
import Testing

@Suite("the example policies")
struct ExamplePolicyTests {
  @Test(
    "check without a message",
    arguments: [
      "bank/northgate_chat.policy", "retail/gate.policy", "retail/desk.policy",
      "telecom/support.policy",
    ])
  func examples(path: String) throws {
    let root = packageFolder.appending(path: "policies")
    let data = try Data(contentsOf: root.appending(path: path))
    let main = SourceText(path: path, bytes: Array(data))
    let outcome = check(main, in: diskSurroundings(root: root))
    #expect(lines(outcome, outcome.value?.files ?? [main]) == [])
  }
}
