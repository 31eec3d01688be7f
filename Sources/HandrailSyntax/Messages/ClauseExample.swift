/// A line as it usually looks under a heading, shown where one could not be read.
struct ClauseExample: Sendable {
  /// The word that it begins with; `.none` where that is a name or a mark.
  var opener: Keyword
  var text: String

  fileprivate init(_ opener: Keyword, _ text: String) {
    self.opener = opener
    self.text = text
  }
}

private let metadata = [
  ClauseExample(.owner, "owner \"Contact Operations\""),
  ClauseExample(.source, "source \"Contact Handling Standard 4.2\""),
  ClauseExample(.review, "review by 2026-09-30"),
  ClauseExample(.because, "because \"Regulated conversations need a trained colleague\""),
]

private let guards = [
  ClauseExample(.when, "when amount above GBP 50"),
  ClauseExample(.except, "except when task is find_branch"),
]

private let gateAnswers = [
  ClauseExample(.ifWord, "if no answer hand over to general_care"),
  ClauseExample(.ifWord, "if refused refuse"),
  ClauseExample(.ifWord, "if unknown apply"),
  ClauseExample(.say, "say \"One moment, please.\""),
]

extension Heading {
  /// The headings in the order in which a lost line is looked for.
  static let byClauses: [Heading] = [
    .rule, .queue, .facts, .table, .approval, .first, .offer, .disclosure, .handoff, .calendar,
    .choose, .assist, .oversight, .conduct, .afterwards, .target, .returnToAI, .scenario,
    .promise, .define, .policy,
  ]

  /// A heading's own line as it usually looks.
  var headingExample: String {
    switch self {
    case .policy: "policy northgate_chat version 1"
    case .afterwards, .assist, .conduct, .disclosure, .facts, .handoff, .oversight: spelling
    case .approval: "approval refund_approval"
    case .calendar: "calendar care_hours in Europe/London"
    case .choose: "choose desk"
    case .define: "define fragile"
    case .first: "first confirm_change"
    case .mark: "mark card_number as secret"
    case .offer: "offer talk_to_a_person"
    case .prefer: "prefer queues complaints_care otherwise general_care"
    case .promise: "promise bereaved_customers_reach_a_person"
    case .queue: "queue general_care"
    case .returnToAI: "return to ai"
    case .roles: "roles team_leader, refunds_manager"
    case .rule: "rule late_fees"
    case .scenario: "scenario \"Two angry turns reach a person\""
    case .table: "table complaint_desk"
    case .target: "target automation"
    case .tasks: "tasks check_balance, issue_refund"
    case .use: "use \"shared/session.policy\""
    }
  }

  /// Lines as they usually look under the heading; every word that may begin one begins one here.
  var examples: [ClauseExample] {
    switch self {
    case .policy: Self.headerExamples + metadata
    case .use, .tasks, .roles, .mark, .prefer: []
    case .facts: [ClauseExample(.none, "amount is money up to GBP 10000 or unknown")]
    case .define: guards + metadata
    case .calendar: Self.calendarExamples
    case .queue: Self.queueExamples + metadata
    case .rule: guards + Self.ruleExamples + metadata
    case .table:
      [ClauseExample(.none, "| premier | at most GBP 250 -> complaints_care |")] + metadata
    case .choose: [ClauseExample(.none, "- night_desk when outside care_hours")]
    case .first: guards + Self.firstExamples + gateAnswers + metadata
    case .approval: guards + Self.approvalExamples + gateAnswers + metadata
    case .offer: guards + Self.offerExamples + metadata
    case .disclosure: Self.disclosureExamples + metadata
    case .conduct: Self.conductExamples + metadata
    case .handoff: Self.handoffExamples + metadata
    case .returnToAI: guards + Self.returnExamples + metadata
    case .assist: guards + Self.assistExamples + metadata
    case .oversight: Self.oversightExamples + metadata
    case .afterwards: [ClauseExample(.doWord, "do crm_update when amount above GBP 50")] + metadata
    case .target: [ClauseExample(.measure, "measure ai_share at least 80% over 30 days")] + metadata
    case .scenario: Self.scenarioExamples + metadata
    case .promise: Self.promiseExamples + metadata
    }
  }

  private static let headerExamples = [
    ClauseExample(.language, "language 1"),
    ClauseExample(.time, "time zone Europe/London"),
    ClauseExample(.start, "start with ai"),
  ]

  private static let calendarExamples = [
    ClauseExample(.mon, "mon to fri from 08:00 to 20:00"),
    ClauseExample(.tue, "tue from 09:00 to 17:00"),
    ClauseExample(.wed, "wed from 09:00 to 17:00"),
    ClauseExample(.thu, "thu from 09:00 to 17:00"),
    ClauseExample(.fri, "fri from 09:00 to 17:00"),
    ClauseExample(.sat, "sat from 09:00 to 17:00"),
    ClauseExample(.sun, "sun from 10:00 to 16:00"),
    ClauseExample(.on, "on 2026-12-24 from 09:00 to 14:00"),
    ClauseExample(.closed, "closed on 2026-12-25, 2026-12-28"),
  ]

  private static let queueExamples = [
    ClauseExample(.skills, "skills complaints, negotiation at least 3"),
    ClauseExample(.like, "like general_care"),
    ClauseExample(.urgency, "urgency high"),
    ClauseExample(.best, "best agent.negotiation first"),
    ClauseExample(.agents, "agents when agent.languages includes spanish"),
    ClauseExample(.hours, "hours care_hours"),
    ClauseExample(.last, "last agent first for 20 seconds"),
    ClauseExample(.after, "after 40 seconds without skills negotiation"),
    ClauseExample(.wait, "wait at most 5 minutes"),
    ClauseExample(.ifWord, "if closed or waited too long"),
  ]

  private static let ruleExamples = [
    ClauseExample(.ifWord, "if unknown apply"),
    ClauseExample(.starts, "starts on 2026-04-01"),
    ClauseExample(.ends, "ends on 2026-06-30"),
    ClauseExample(.trial, "trial on 25% of conversations"),
    ClauseExample(.ai, "ai may check_balance, find_branch"),
    ClauseExample(.only, "only a human may close_account"),
    ClauseExample(.nobody, "nobody may give_investment_advice"),
    ClauseExample(.hand, "hand over to general_care"),
    ClauseExample(.otherwise, "otherwise hand over to general_care"),
    ClauseExample(.start, "start with human"),
    ClauseExample(.bring, "bring in supervisors"),
    ClauseExample(.contact, "contact customer by human for follow_up"),
    ClauseExample(.urgency, "urgency high"),
    ClauseExample(.need, "need skills de_escalation"),
    ClauseExample(.say, "say \"Let me bring in a colleague who can help.\""),
  ]

  private static let firstExamples = [
    ClauseExample(.forWord, "for return_items, change_plan"),
    ClauseExample(.until, "until overdue_bill is no"),
    ClauseExample(.ask, "ask reason, amount"),
    ClauseExample(.doWord, "do send_payment_request"),
    ClauseExample(.confirm, "confirm reason, amount"),
    ClauseExample(.lasts, "lasts 10 minutes"),
  ]

  private static let approvalExamples = [
    ClauseExample(.forWord, "for issue_refund"),
    ClauseExample(.measure, "measure amount"),
    ClauseExample(.tier, "tier at most GBP 250 needs 1 team_leader"),
    ClauseExample(.needs, "needs 1 team_leader or complaints_manager"),
    ClauseExample(.four, "four eyes"),
    ClauseExample(.reason, "reason needed"),
    ClauseExample(.after, "after 10 minutes ask refunds_manager"),
    ClauseExample(.grant, "grant lasts 15 minutes"),
    ClauseExample(.answer, "answer within 30 minutes"),
  ]

  private static let offerExamples = [
    ClauseExample(.forWord, "for dispute_charge, issue_refund"),
    ClauseExample(.options, "options human, ai"),
    ClauseExample(.answer, "answer within 2 minutes"),
    ClauseExample(.remember, "remember by customer.id for 30 days"),
    ClauseExample(.ifWord, "if no answer choose human"),
    ClauseExample(.ifWord, "if unknown apply"),
    ClauseExample(.say, "say \"Would you like a person, or carry on with me?\""),
  ]

  private static let disclosureExamples = [
    ClauseExample(.say, "say \"Hello, I'm an automated assistant.\" at start"),
    ClauseExample(.way, "way out asked_for_a_person"),
  ]

  private static let conductExamples = [
    ClauseExample(.always, "always \"Name the exact amount before you act.\""),
    ClauseExample(.never, "never \"Offer compensation that was not asked for.\""),
  ]

  private static let handoffExamples = [
    ClauseExample(.include, "include summary, transcript"),
    ClauseExample(.leave, "leave out card_number"),
    ClauseExample(.collect, "collect intent, amount in at most 2 questions"),
    ClauseExample(.brief, "brief \"Customer expects a fix today.\""),
    ClauseExample(.keep, "keep channel"),
    ClauseExample(.say, "say \"Connecting you with a specialist.\""),
  ]

  private static let returnExamples = [
    ClauseExample(.ifWord, "if unknown skip"),
    ClauseExample(.forWord, "for follow_up, confirm_change"),
    ClauseExample(.at, "at most 2 times"),
    ClauseExample(.say, "say \"I'm your automated assistant again.\""),
  ]

  private static let assistExamples = [
    ClauseExample(.ifWord, "if unknown skip"),
    ClauseExample(.suggest, "suggest reply_draft, help_article"),
    ClauseExample(.require, "require compliance_reminder"),
    ClauseExample(.quiet, "quiet when anger above 0.7"),
    ClauseExample(.at, "at most 1 in 2 turns"),
    ClauseExample(.within, "within 1 second"),
  ]

  private static let oversightExamples = [
    ClauseExample(.watch, "watch when anger above 0.5"),
    ClauseExample(.review, "review 5% of conversations"),
    ClauseExample(.alert, "alert compliance when complaint is yes"),
    ClauseExample(.stop, "stop ai when ai.status is down"),
  ]

  private static let scenarioExamples = [
    ClauseExample(.at, "at 2026-03-02 10:15"),
    ClauseExample(.quiet, "quiet"),
    ClauseExample(.given, "given task is issue_refund, amount is GBP 40"),
    ClauseExample(.turn, "turn anger is 0.8"),
    ClauseExample(.then, "then after 2 minutes, reason is unknown"),
    ClauseExample(.expect, "expect human in general_care because angry_customer"),
  ]

  private static let promiseExamples = [
    ClauseExample(.whenever, "whenever customer.needs includes bereavement"),
    ClauseExample(.once, "once choice.talk_to_a_person is human"),
    ClauseExample(.until, "until case.closed is yes"),
    ClauseExample(.always, "always"),
    ClauseExample(.expect, "expect human in general_care"),
    ClauseExample(.never, "never ai"),
  ]
}
