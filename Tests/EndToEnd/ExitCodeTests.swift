import Foundation
import Testing

/// One meaning for each exit code, as `docs/commands.md` says.
struct ExitCodeTests {
  @Test("0: fine")
  func fine() throws {
    #expect(try Program.run(["check", "policies/templates/both.policy"]).status == 0)
  }

  @Test("1: findings in a policy")
  func findings() throws {
    let desk = try TemporaryFolder()
    _ = try desk.file("broken.policy", "policy broken version 1\n  language 1\n\nrulle x\n")
    let run = try Program.run(["check", "broken.policy"], in: desk.location)
    #expect(run.status == 1)
    #expect((run.output + run.errors).contains("PL01"))
  }

  @Test("1: a file that is not in the one style")
  func unformatted() throws {
    let desk = try TemporaryFolder()
    _ = try desk.file("wide.policy", "policy   wide version 1\n  language 1\n")
    #expect(try Program.run(["fmt", "--check", "wide.policy"], in: desk.location).status == 1)
  }

  @Test("1: a bad line of NDJSON, and the run goes on")
  func badLine() throws {
    let good =
      #"{"at":"2026-03-02T15:15:00Z","session":"s","task":"none","facts":{},"memory":"new"}"#
    let run = try Program.run(
      ["eval", "policies/retail/gate.policy", "--ndjson", "-"],
      input: good + "\n{\"at\": 1,,}\n" + good + "\n")
    #expect(run.status == 1)
    let decisions = try Acceptance.lines(of: run.output, as: DecisionLine.self)
    try #require(decisions.count == 3)
    #expect(decisions.map(\.handler) == ["ai", "human", "ai"])
  }

  @Test(
    "2: a command that is not one",
    arguments: [["chek"], ["eval"], ["check", "--no-such-option", "x.policy"]])
  func badCommand(arguments: [String]) throws {
    #expect(try Program.run(arguments).status == 2)
  }

  @Test(
    "3: a file that cannot be read",
    arguments: [
      ["check", "no/such.policy"],
      ["eval", "no/such.policy", "policies/retail/sessions/gate_cancel.json"],
      ["eval", "policies/retail/gate.policy", "no/such.json"],
    ])
  func unreadable(arguments: [String]) throws {
    #expect(try Program.run(arguments).status == 3)
  }
}
