// swift-format-ignore-file
// Made by docs/generate_pages.py from policies/templates; change the policies there.

/// A policy to start from.
package enum StarterPolicy: String, CaseIterable, Sendable {
  case aiOnly = "ai-only"
  case both = "both"
  case peopleOnly = "people-only"

  /// The policy's name in its text.
  package var name: String {
    switch self {
    case .aiOnly: "ai_only"
    case .both: "both_together"
    case .peopleOnly: "people_only"
    }
  }

  /// The policy, commented and with scenarios.
  package var text: String {
    switch self {
    case .aiOnly:
    #"""
    # AI only today: the assistant answers, and who needs a person leaves a number and is rung back.
    #
    # Next steps:  handrail check ai_only.policy     is it in order?
    #              handrail test ai_only.policy      do the scenarios below still hold?
    policy ai_only version 1
      language 1
      time zone Europe/London
      # Who takes a conversation that nobody holds yet.
      start with ai
      # Put your own name here: somebody answers for this file.
      owner "Customer Service"

    # What your systems tell us about the customer, and what each message carries.
    facts
      customer.verified is yes or no
      anger is score every turn
      wants_human is yes or no every turn
      asked_if_bot is yes or no every turn
      not_understood is yes or no every turn
      summary is text or unknown

    # What customers ask for. What no line below gives to the AI goes to people.
    tasks answer_question, check_order, change_address, cancel_order, make_complaint

    # Nobody sits at a desk yet, so the ladder goes straight to a call back.
    calendar office in Europe/London
      mon to fri from 09:00 to 17:00

    queue call_back
      skills service
      hours office
      wait at most 1 minute
      if closed or waited too long
        - offer callback within 8 hours of office
        - take message

    prefer queues otherwise call_back

    # What the AI may do for everybody.
    rule everyday
      ai may answer_question

    # What it may do too, once it knows who the customer is: see `first` below.
    rule orders_and_addresses
      ai may check_order, change_address

    # What stays with a person, even if that means a call back.
    rule people_decide
      only a human may cancel_order, make_complaint
      because "These need somebody who can put things right"

    # Nobody is trapped: whoever asks for a person gets one.
    rule asked_for_a_person
      when wants_human is yes
      hand over to call_back
      say "I'll have a colleague ring you. When suits you?"

    rule angry_customer
      when anger above 0.7 in at least 2 of the last 3 turns
      hand over to call_back
      say "I'm sorry about this. A colleague will ring you."

    rule not_getting_anywhere
      when not_understood is yes in at least 2 of the last 3 turns
      hand over to call_back

    # What must happen first.
    first who_is_it
      for check_order, change_address
      until customer.verified is yes
      say "Before I change anything, may I check who I'm talking to?"

    disclosure
      say "Hello, I'm an automated assistant. Say 'person' and a colleague rings you." at start
      say "I'm an automated assistant, not a person." when asked_if_bot is yes
      way out asked_for_a_person

    # What the colleague who rings back finds.
    handoff
      include summary, task
      say "My colleague will have our conversation. You won't need to repeat it."

    oversight
      review 10% of conversations
      owner "Customer Service"

    # Scenarios are customers you can think of. `handrail test` plays them all.
    scenario "A question is answered by the AI"
      quiet
      at 2026-12-01 10:15
      given task is answer_question
      turn anger is 0.1
      expect ai because everyday

    scenario "An order is checked once we know who asks"
      quiet
      at 2026-12-01 10:15
      given task is check_order, customer.verified is yes
      turn anger is 0.1
      expect ai because orders_and_addresses

    scenario "A stranger is asked first"
      quiet
      at 2026-12-01 10:15
      given task is check_order
      turn anger is 0.1
      expect first who_is_it
      expect say who_is_it

    scenario "Who asks for a person is rung back, in the evening too"
      quiet
      at 2026-12-01 21:00
      given task is answer_question
      turn wants_human is yes
      expect human in call_back because asked_for_a_person

    scenario "Two angry messages out of three: a colleague rings"
      quiet
      at 2026-12-01 10:15
      given task is answer_question
      turn anger is 0.8
      turn anger is 0.2
      turn anger is 0.9
      expect human in call_back because angry_customer

    scenario "Not understood twice: a colleague rings"
      quiet
      at 2026-12-01 10:15
      given task is answer_question
      turn not_understood is yes
      turn not_understood is yes
      expect human in call_back because not_getting_anywhere

    scenario "A complaint is heard by a person"
      quiet
      at 2026-12-01 10:15
      given task is make_complaint, customer.verified is yes
      turn anger is 0.1
      expect human because people_decide

    # Promises hold for every customer there could be.
    promise a_person_for_everyone_who_asks
      whenever wants_human is yes
      expect human

    """#
    case .both:
    #"""
    # Both: the AI takes the everyday part, and people take over where it matters.
    #
    # Next steps:  handrail check both_together.policy     is it in order?
    #              handrail test both_together.policy      do the scenarios below still hold?
    policy both_together version 1
      language 1
      time zone Europe/London
      # Who takes a conversation that nobody holds yet.
      start with ai
      # Put your own name here: somebody answers for this file.
      owner "Customer Service"

    # What your systems tell us about the customer, and what each message carries.
    facts
      customer.verified is yes or no
      customer.needs is any of bereavement, hardship
      amount is money up to GBP 10000 or unknown
      case.closed is yes or no
      anger is score every turn
      wants_human is yes or no every turn
      asked_if_bot is yes or no every turn
      summary is text or unknown

    # What customers ask for. What no line below gives to the AI goes to people.
    tasks answer_question, check_order, change_address, issue_refund, make_complaint, send_confirmation

    roles team_leader

    calendar office in Europe/London
      mon to fri from 08:00 to 18:00
      sat from 09:00 to 13:00

    queue service_desk
      skills service
      hours office
      wait at most 5 minutes
      if closed or waited too long
        - offer callback within 4 hours of office
        - take message

    queue care_team
      skills service, de_escalation
      hours office
      wait at most 3 minutes
      if closed or waited too long
        - try service_desk
        - take message

    prefer queues care_team otherwise service_desk

    # What the AI may do for everybody, and what once it knows who the customer is.
    rule everyday
      ai may answer_question, send_confirmation

    rule known_customers
      when customer.verified is yes
      ai may check_order, change_address, issue_refund

    # What only people do.
    rule people_decide
      only a human may make_complaint
      because "A complaint needs somebody who can put things right"

    # When a person takes over.
    rule asked_for_a_person
      when wants_human is yes
      hand over to service_desk
      say "Of course. I'm connecting you with a colleague."

    rule angry_customer
      when anger above 0.7 in at least 2 of the last 3 turns
      hand over to care_team
      say "I can hear this has gone wrong. A colleague will take it from here."

    rule life_event
      when customer.needs is not empty at any point
      hand over to care_team
      say "Thank you for telling me. Let me bring in a colleague who can help."

    # What must happen first. The strictest line wins, wherever it stands in the file.
    approval refund
      for issue_refund
      measure amount
      tier at most GBP 50 needs nobody
      tier above GBP 50 needs 1 team_leader
      four eyes
      answer within 30 minutes
      if no answer hand over to service_desk

    disclosure
      say "Hello, I'm an automated assistant. Say 'person' at any time." at start
      say "You are with the automated assistant again." at every change
      say "I'm an automated assistant, not a person." when asked_if_bot is yes
      way out asked_for_a_person

    handoff
      include summary, task, amount
      keep channel
      say "My colleague has our conversation. You won't need to repeat it."

    # The AI may finish what a colleague has solved.
    return to ai
      for answer_question, send_confirmation
      when case.closed is yes
      except when customer.needs is not empty at any point
      at most 1 times

    assist
      when handler is human
      suggest reply_draft, help_article
      quiet when anger above 0.7
      at most 1 in 2 turns
      within 2 seconds

    oversight
      review 5% of conversations
      owner "Customer Service"

    # Scenarios are customers you can think of. `handrail test` plays them all.
    scenario "A question is answered by the AI"
      quiet
      at 2026-12-01 10:15
      given task is answer_question
      turn anger is 0.1
      expect ai because everyday

    scenario "A complaint is heard by a person"
      quiet
      at 2026-12-01 10:15
      given task is make_complaint, customer.verified is yes
      turn anger is 0.1
      expect human because people_decide

    scenario "Two angry messages out of three bring in a colleague"
      quiet
      at 2026-12-01 10:15
      given task is answer_question
      turn anger is 0.8
      turn anger is 0.3
      turn anger is 0.9
      expect human in care_team because angry_customer

    scenario "One does not"
      quiet
      at 2026-12-01 10:15
      given task is answer_question
      turn anger is 0.3
      turn anger is 0.9
      expect ai because everyday

    scenario "Who asks for a person gets one"
      quiet
      at 2026-12-01 10:15
      given task is answer_question
      turn wants_human is yes
      expect human in service_desk because asked_for_a_person

    scenario "A life event is spoken of with a person"
      quiet
      at 2026-12-01 10:15
      given task is answer_question, customer.needs includes bereavement
      turn anger is 0
      expect human in care_team because life_event

    scenario "A refund of GBP 50 is paid at once"
      quiet
      at 2026-12-01 10:15
      given task is issue_refund, customer.verified is yes, amount is GBP 50
      turn anger is 0.1
      expect ai because known_customers

    scenario "A refund of GBP 50.01 needs a team leader"
      quiet
      at 2026-12-01 10:15
      given task is issue_refund, customer.verified is yes, amount is GBP 50.01
      turn anger is 0.1
      expect approval by 1 person because refund

    scenario "The colleague solved it, and the AI sends the confirmation"
      quiet
      at 2026-12-01 10:15
      given task is send_confirmation
      turn wants_human is yes
      turn anger is 0.1
      then after 10 minutes, case.closed is yes
      expect ai because everyday

    # Promises hold for every customer there could be.
    promise a_person_for_everyone_who_asks
      whenever wants_human is yes
      expect human

    promise bereaved_customers_reach_a_person
      whenever customer.needs includes bereavement at any point
      expect human

    """#
    case .peopleOnly:
    #"""
    # People only today: colleagues hold every conversation, and the AI helps them behind the scenes.
    #
    # Next steps:  handrail check people_only.policy     is it in order?
    #              handrail test people_only.policy      do the scenarios below still hold?
    policy people_only version 1
      language 1
      time zone Europe/London
      # Who takes a conversation that nobody holds yet.
      start with human
      # Put your own name here: somebody answers for this file.
      owner "Customer Service"

    # What your systems tell us about the customer, and what each message carries.
    facts
      customer.verified is yes or no
      anger is score every turn
      amount is money up to GBP 10000 or unknown
      summary is text or unknown

    # What customers ask for. What no line below gives to the AI goes to people.
    tasks answer_question, check_order, change_address, cancel_order, issue_refund, write_note

    roles team_leader

    calendar office in Europe/London
      mon to fri from 08:00 to 18:00
      sat from 09:00 to 13:00

    queue service_desk
      skills service
      hours office
      wait at most 5 minutes
      if closed or waited too long
        - offer callback within 4 hours of office
        - take message

    queue senior_desk
      skills service, de_escalation
      hours office
      wait at most 3 minutes
      if closed or waited too long
        - try service_desk
        - take message

    prefer queues senior_desk otherwise service_desk

    # The AI acts on nothing. It drafts; a colleague sends.
    rule people_talk
      only a human may answer_question, check_order, change_address, cancel_order, issue_refund
      because "Our customers talk to people"

    rule notes_are_drafts
      ai may only suggest write_note

    rule angry_customer
      when anger above 0.7 in at least 2 of the last 3 turns
      hand over to senior_desk

    # People ask too, where money is large: a team leader, never the same colleague twice.
    approval refund
      for issue_refund
      measure amount
      tier at most GBP 50 needs nobody
      tier above GBP 50 needs 1 team_leader
      four eyes
      answer within 30 minutes

    # What the AI shows the colleague.
    assist
      when handler is human
      suggest reply_draft, help_article, customer_history
      quiet when anger above 0.7
      at most 1 in 2 turns
      within 2 seconds

    handoff
      include summary, task, amount

    afterwards
      do write_note

    # Scenarios are customers you can think of. `handrail test` plays them all.
    scenario "A question is answered by a colleague"
      quiet
      at 2026-12-01 10:15
      given task is answer_question
      turn anger is 0.1
      expect human in service_desk because people_talk

    scenario "A note is drafted, and a colleague keeps it"
      quiet
      at 2026-12-01 10:15
      given task is write_note
      turn anger is 0.1
      expect suggest because notes_are_drafts

    scenario "An angry customer reaches a senior colleague"
      quiet
      at 2026-12-01 10:15
      given task is answer_question
      turn anger is 0.8
      turn anger is 0.9
      expect human in senior_desk because angry_customer

    scenario "A refund of GBP 50 needs nobody else"
      quiet
      at 2026-12-01 10:15
      given task is issue_refund, amount is GBP 50
      turn anger is 0.1
      expect human because people_talk

    scenario "A refund of GBP 50.01 needs a team leader"
      quiet
      at 2026-12-01 10:15
      given task is issue_refund, amount is GBP 50.01
      turn anger is 0.1
      expect approval by 1 person because refund

    # Promises hold for every customer there could be.
    promise customers_talk_to_people
      always
      expect human

    """#
    }
  }
}
