import Foundation
import HandrailModel
import HandrailSource
import HandrailTestSupport
import Testing

@Suite("The example policies")
struct ExamplePolicyTests {
  @Test(
    "check without a message",
    arguments: [
      "bank/northgate_chat.policy", "retail/gate.policy", "retail/desk.policy",
      "telecom/support.policy",
    ])
  func policies(path: String) throws {
    let root = packageFolder.appending(path: "policies")
    let data = try Data(contentsOf: root.appending(path: path))
    let main = SourceText(path: path, bytes: Array(data))
    let outcome = check(main, in: diskSurroundings(root: root))
    #expect(lines(outcome, outcome.value?.files ?? [main]) == [])
  }

  /// An example of the language page, with what its excerpt leaves out in a used file.
  private func example(_ name: String, with rest: String) throws -> Outcome<PolicyModel?> {
    let text = String(decoding: try Golden("syntax", name).bytes("input.policy"), as: UTF8.self)
    let shared = String(
      decoding: try Golden("syntax", "bank_session").bytes("input.policy"), as: UTF8.self)
    let files = ["shared/bank_session.policy": shared, "rest.policy": rest]
    let main = rest.isEmpty ? text : text + "\nuse \"rest.policy\"\n"
    return check(SourceText(path: name, text: main), in: memorySurroundings(files))
  }

  @Test(
    "of the language page check without a message", arguments: ["northgate_chat", "bank_session"])
  func whole(name: String) throws {
    let outcome = try example(name, with: "")
    #expect(lines(outcome, outcome.value?.files ?? []) == [])
  }

  @Test("that leave names out are accused of each once")
  func excerpt() throws {
    let outcome = try example("telco_care", with: "")
    let codes = Set(outcome.diagnostics.map(\.code))
    #expect(codes == ["PL0201", "PL0202", "PL0203", "PL0204", "PL0205", "PL0416"])
    let headlines = outcome.diagnostics.map(\.headline)
    #expect(Set(headlines).count == headlines.count)
  }

  @Test("check once the names are declared")
  func telco() throws {
    let outcome = try example("telco_care", with: Self.restOfTelco)
    #expect(lines(outcome, outcome.value?.files ?? []) == [])
    let model = try #require(outcome.value)
    #expect(model.rules.count == 9)
    #expect(model.gates.firsts.map(\.name) == ["confirm_change", "pay_the_bill"])
    #expect(model.vocabulary.tables.elements.first?.rows.count == 3)
  }

  @Test("of groups and promises check once the names are declared")
  func torture() throws {
    let outcome = try example("torture", with: Self.restOfTorture)
    // The header is the example's own: it has no zone and no start.
    #expect(outcome.diagnostics.map(\.code).sorted() == ["PL0415", "PL0510"])
  }

  private static let restOfTelco = """
    policy rest version 1
      language 1

    facts
      overdue_bill is yes or no
      topic is one of investment, saving
      customer.region is one of served, elsewhere
      wants_interpreter is yes or no
      customer.segment is one of premier, standard
      transcript is text
      summary is text
      case.closed is yes or no
      complaint is yes or no
      churn_risk is score
      ai.status is one of fine, degraded, down

    tasks return_items, change_plan, resume_line, send_payment_request, make_payment, give_advice,
      move_home, issue_refund, follow_up, goodwill_credit, cancel_line, confirm_change,
      crm_update, follow_up_call, write_summary, block_card

    tasks summary

    roles licensed_adviser, branch_manager, supervisors, team_leader, complaints_manager,
      refunds_manager, compliance

    mark block_card as irreversible

    mark consent.outreach as consent

    queue interpreter_desk

    queue night_desk

    rule asked_for_person
      when complaint is yes
      hand over using desk
    """

  private static let restOfTorture = """
    policy rest version 1
      language 1

    facts
      customer.needs is any of hardship, bereavement
      customer.age is number 0 to 120 or unknown
      anger is score every turn
      customer.segment is one of premier, business, standard
      customer.verified is yes or no
      amount is money up to GBP 1000
      case.closed is yes or no
      waiting is duration up to 2 hours
      queue_length is number 0 to 100
      callbacks is number 0 to 100

    tasks check_balance, find_branch

    calendar care_hours in Europe/London
      mon to fri from 08:00 to 18:00

    queue general_care

    offer talk_to_a_person
      for check_balance
      options human, ai
      answer within 2 minutes
      if no answer choose human

    prefer queues otherwise general_care
    """
}
