/// The language's own words; `reserved` ones can never be names (`language.md` 2.2).
///
/// A word token carries the keyword that it spells wherever it stands; the parser decides whether
/// it is one there. A case is named as its word; one that Swift takes for itself ends in `Word`.
package enum Keyword: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  /// No word of the language: a name.
  case none
  case a, above, accept, after, afterwards, agent, agents, ago, ahead, ai, alert, all, always, and,
    answer, any, anything, apply, approval, asWord, ask, assist, at, average
  case because, before, below, best, brief, bring, by
  case calendar, callback, carry, change, channel, choose, closed, collect, conduct, confirm,
    contact, conversations, customer
  case day, days, define, disclosure, doWord, duration, during
  case empty, ends, every, except, excludes, expect, eyes
  case facts, falling, first, forWord, four, fresh, fri, from
  case given, grant
  case hand, handoff, high, hour, hours, human
  case ifWord, inWord, include, includes, isWord
  case keep, known
  case language, last, lasts, least, leave, level, like, long, low
  case mark, marked, may, measure, message, minus, minute, minutes, moment, mon, money, most
  case need, needed, needs, never, no, nobody, noneWord, normal, not, number
  case of, offer, on, once, one, only, options, or, other, otherwise, out, outside, over, oversight,
    owner
  case people, person, plus, point, policy, prefer, promise
  case questions, queue, queues, quiet
  case reason, reference, refuse, refused, remember, require, returnWord, review, rising,
    roles, row, rule
  case sat, say, scenario, score, second, seconds, skills, skip, source, start, starts, steps, stop,
    suggest, sun
  case table, take, target, task, tasks, text, the, then, thu, tier, time, times, to, too, top,
    trial, trusted, tryWord, tue, turn, turns
  case unknown, until, up, urgency, urgent, use, using, usually
  case version
  case wait, waited, waiting, watch, way, wed, when, whenever, wins, with, within, without, worked
  case yes
  case zone
}

extension Keyword {
  /// The heading that the word opens at the start of a line.
  package var heading: Heading? {
    switch self {
    case .afterwards: .afterwards
    case .approval: .approval
    case .assist: .assist
    case .calendar: .calendar
    case .choose: .choose
    case .conduct: .conduct
    case .define: .define
    case .disclosure: .disclosure
    case .facts: .facts
    case .first: .first
    case .handoff: .handoff
    case .mark: .mark
    case .offer: .offer
    case .oversight: .oversight
    case .prefer: .prefer
    case .promise: .promise
    case .queue: .queue
    case .returnWord: .returnToAI
    case .roles: .roles
    case .rule: .rule
    case .scenario: .scenario
    case .table: .table
    case .target: .target
    case .tasks: .tasks
    case .use: .use
    case .policy: .policy
    case .none,
      .a, .above, .accept, .after, .agent, .agents, .ago, .ahead, .ai, .alert, .all, .always,
      .and, .answer, .any, .anything, .apply, .asWord, .ask, .at, .average, .because, .before,
      .below, .best, .brief, .bring, .by, .callback, .carry, .change, .channel, .closed,
      .collect, .confirm, .contact, .conversations, .customer, .day, .days, .doWord, .duration,
      .during, .empty, .ends, .every, .except, .excludes, .expect, .eyes, .falling, .forWord,
      .four, .fresh, .fri, .from, .given, .grant, .hand, .high, .hour, .hours, .human, .ifWord,
      .inWord, .include, .includes, .isWord, .keep, .known, .language, .last, .lasts, .least,
      .leave, .level, .like, .long, .low, .marked, .may, .measure, .message, .minus, .minute,
      .minutes, .moment, .mon, .money, .most, .need, .needed, .needs, .never, .no, .nobody,
      .noneWord, .normal, .not, .number, .of, .on, .once, .one, .only, .options, .or, .other,
      .otherwise, .out, .outside, .over, .owner, .people, .person, .plus, .point, .questions,
      .queues, .quiet, .reason, .reference, .refuse, .refused, .remember, .require, .review,
      .rising, .row, .sat, .say, .score, .second, .seconds, .skills, .skip, .source, .start,
      .starts, .steps, .stop, .suggest, .sun, .take, .task, .text, .the, .then, .thu, .tier,
      .time, .times, .to, .too, .top, .trial, .trusted, .tryWord, .tue, .turn, .turns, .unknown,
      .until, .up, .urgency, .urgent, .using, .usually, .version, .wait, .waited, .waiting,
      .watch, .way, .wed, .when, .whenever, .wins, .with, .within, .without, .worked, .yes,
      .zone:
      nil
    }
  }

  /// Whether the word can never be a name.
  package var isReserved: Bool {
    switch self {
    case .afterwards, .approval, .assist, .calendar, .choose, .conduct, .define, .disclosure,
      .facts, .first, .handoff, .mark, .offer, .oversight, .prefer, .promise, .queue,
      .returnWord, .roles, .rule, .scenario, .table, .target, .tasks, .use, .above, .all, .and,
      .any, .at, .average, .below, .doWord, .during, .excludes, .inWord, .includes, .isWord,
      .known, .minus, .no, .noneWord, .not, .of, .one, .only, .or, .otherwise, .outside, .plus,
      .unknown, .urgency, .yes, .policy:
      true
    case .none,
      .a, .accept, .after, .agent, .agents, .ago, .ahead, .ai, .alert, .always, .answer,
      .anything, .apply, .asWord, .ask, .because, .before, .best, .brief, .bring, .by,
      .callback, .carry, .change, .channel, .closed, .collect, .confirm, .contact,
      .conversations, .customer, .day, .days, .duration, .empty, .ends, .every, .except,
      .expect, .eyes, .falling, .forWord, .four, .fresh, .fri, .from, .given, .grant, .hand,
      .high, .hour, .hours, .human, .ifWord, .include, .keep, .language, .last, .lasts, .least,
      .leave, .level, .like, .long, .low, .marked, .may, .measure, .message, .minute, .minutes,
      .moment, .mon, .money, .most, .need, .needed, .needs, .never, .nobody, .normal, .number,
      .on, .once, .options, .other, .out, .over, .owner, .people, .person, .point, .questions,
      .queues, .quiet, .reason, .reference, .refuse, .refused, .remember, .require, .review,
      .rising, .row, .sat, .say, .score, .second, .seconds, .skills, .skip, .source, .start,
      .starts, .steps, .stop, .suggest, .sun, .take, .task, .text, .the, .then, .thu, .tier,
      .time, .times, .to, .too, .top, .trial, .trusted, .tryWord, .tue, .turn, .turns, .until,
      .up, .urgent, .using, .usually, .version, .wait, .waited, .waiting, .watch, .way, .wed,
      .when, .whenever, .wins, .with, .within, .without, .worked, .zone:
      false
    }
  }
}
