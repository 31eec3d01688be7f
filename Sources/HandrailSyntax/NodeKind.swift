/// The sorts of node, one for each production of the grammar that a reader needs.
///
/// Each comment gives the line it stands for, then the node's children in order.
///
/// `*` marks any number, `?` at most one. A node without a "children" part has none: its words are
/// read from its tokens. A `*Line` node holds one logical line, its newline token included; block
/// nodes (`rule`, `queue`, …) hold their heading line's tokens and every line after it. A block or
/// line may also have `unexpected` children: a line that could not be read, already accused.
package enum NodeKind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  /// The whole file. Children: `header`?, then items. The only node that holds the `end` token.
  case file
  /// `policy NAME version NUMBER`. Children: header lines (`languageLine` … `becauseLine`).
  case header
  /// `language NUMBER`.
  case languageLine
  /// `time zone ZONE`.
  case timeZoneLine
  /// `start with ai|human`: in the header, or (human only) in a rule.
  case startWithLine
  /// `owner STRING`.
  case ownerLine
  /// `source STRING`.
  case sourceLine
  /// `review by DATE`, in the metadata of any heading and in `oversight`.
  case reviewByLine
  /// `because STRING`.
  case becauseLine

  // Vocabulary
  /// `use STRING`.
  case use
  /// `facts`. Children: `fact`*.
  case facts
  /// `NAME is …`. The name is token 0. Children: one `type…`, then `…Mark`*.
  case fact
  case yesNoType
  /// `one of …`. Children: `spelled`*.
  case oneOfType
  /// `any of …`. Children: `spelled`*.
  case anyOfType
  /// `level of …`. Children: `spelled`*.
  case levelOfType
  /// `number N to N [in steps of N]`: its number tokens in order.
  case numberType
  case scoreType
  /// `money [from MONEY] up to MONEY`. Children: `money`, or two: lowest then highest.
  case moneyType
  /// `duration up to …`. Children: `duration`.
  case durationType
  case momentType
  case referenceType
  case textType
  /// `NAME ["host" and "host"…]`: token 0 is the name or `none`, strings are host spellings.
  case spelled
  /// `every turn|task|agent`: token 1.
  case everyMark
  /// `usually VALUE`. Children: value.
  case usuallyMark
  case workedOutMark
  /// `or unknown|other`: token 1.
  case orMark
  /// `from STRING`: token 1.
  case fromMark
  /// `trusted above NUMBER [otherwise VALUE]`: token 2. Children: value?.
  case trustedMark
  /// `fresh for DURATION`. Children: `duration`.
  case freshMark
  /// `tasks a, b`. Children: `names`.
  case tasks
  /// `roles a, b`. Children: `names`.
  case roles
  /// `mark a, b as NAME`: the tag is the last word. Children: `names`.
  case mark
  /// `define NAME`: token 1. Children: `whenLine`, then `exceptLine` and metadata.
  case define
  /// A list of names: its word tokens (commas between).
  case names

  // Time and people
  /// `calendar NAME [in ZONE]`: token 1, token 3. Children: `…Hours`/`closedLine`*.
  case calendar
  /// `day [to day] from TIME to TIME`: words and times in order.
  case weekHoursLine
  /// `on DATE from TIME to TIME`.
  case dateHoursLine
  /// `closed on DATE, DATE`: date tokens.
  case closedLine
  /// `queue NAME`: token 1. Children: queue lines, metadata.
  case queue
  /// `skills …`. Children: `skill`*.
  case skillsLine
  /// `NAME [at least NUMBER]`: token 0, number token.
  case skill
  /// `like NAME`.
  case likeLine
  /// `urgency LEVEL`: in a queue or a rule; token 1.
  case urgencyLine
  /// `best NAME first`.
  case bestLine
  /// `agents when …`. Children: condition.
  case agentsLine
  /// `hours NAME`.
  case hoursLine
  /// `last agent first for DURATION`. Children: `duration`.
  case lastAgentLine
  /// `after DURATION without skills NAMES`. Children: `duration`, `names`.
  case afterWithoutLine
  /// `after DURATION accept SKILL`. Children: `duration`, `skill`.
  case afterAcceptLine
  /// `after DURATION urgency LEVEL`: the level is the last word. Children: `duration`.
  case afterUrgencyLine
  /// `wait at most DURATION`. Children: `duration`.
  case waitLine
  /// `if closed or waited too long`. Children: steps.
  case fallbackLine
  /// `- try NAME`.
  case tryStep
  /// `- offer callback [within SPAN]`. Children: `span`?.
  case callbackStep
  /// `- keep waiting`.
  case keepWaitingStep
  /// `- take message`.
  case messageStep
  /// `DURATION [of NAME]`: the calendar is the last word where there is `of`. Children: `duration`.
  case span
  /// `prefer queues a, b otherwise NAME`: the last word. Children: `names`?.
  case prefer

  // Rules
  /// `rule NAME`: token 1. Children: rule lines.
  case rule
  /// `when CONDITION`. Children: condition.
  case whenLine
  /// `except when CONDITION`. Children: condition.
  case exceptLine
  /// `if unknown skip|apply`: token 2.
  case ifUnknownLine
  /// `starts on DATE`.
  case startsLine
  /// `ends on DATE`.
  case endsLine
  /// `trial on PERCENT of conversations`: token 2.
  case trialLine
  /// `ai may SCOPE`. Children: scope.
  case aiMayLine
  /// `ai may only suggest SCOPE`. Children: scope.
  case onlySuggestLine
  /// `only a human may SCOPE` or `only ROLE or ROLE may SCOPE`: words between `only` and `may`.
  /// Children: scope.
  case onlyMayLine
  /// `nobody may SCOPE`. Children: scope.
  case nobodyMayLine
  /// `hand over to|using NAME`: token 2 says which, token 3 is the name.
  /// Also the child of `otherwiseHandOverLine`, `ifNoAnswerLine`, `ifRefusedLine`.
  case handOver
  /// `hand over …`. Children: `handOver`.
  case handOverLine
  /// `otherwise hand over …`. Children: `handOver`.
  case otherwiseHandOverLine
  case otherwiseRefuseLine
  /// `bring in NAME`: token 2.
  case bringInLine
  /// `contact customer by ai|human for NAME`: tokens 3 and 5.
  case contactLine
  /// `need skills NAMES`. Children: `names`.
  case needSkillsLine
  /// `say TEXTS`. Children: `texts`.
  case sayLine
  /// `STRING, NAME STRING …`: the default text, then language and text pairs.
  case texts
  /// `[do] anything [marked NAME] [except NAMES]`. Children: `names`? (the exceptions).
  case everything
  // A scope is `everything` or `names`; a condition one of the next three, or `test`.
  /// `all|any|none of` and dashes: token 0. Children: `test` or `conditionGroup`*.
  case conditionGroup
  /// `A and B …` on one line. Children: `test`*.
  case allTests
  /// `A or B …` on one line. Children: `test`*.
  case anyTests
  /// `during NAME`, `outside NAME` (no children), or `OPERAND CHECK [WINDOW]`.
  /// Children: `operand`, one `…Check`, window?.
  case test
  /// `TERM {plus|minus TERM}`: the words between the children are `plus` or `minus`.
  /// Children: terms.
  case operand
  /// `NAME`.
  case factTerm
  /// `PERCENT of NAME`.
  case percentTerm
  /// `average of NAME over the last NUMBER turns`: token 2, token 6.
  case averageTerm
  case isUnknownCheck
  case isKnownCheck
  case isEmptyCheck
  case isNotEmptyCheck
  /// `is [not] VALUE`, `is [not] one of VALUES`: `not` is token 1 where there is one.
  /// Children: values.
  case isCheck
  /// `in the last DURATION`. Children: `duration`.
  case inTheLastCheck
  /// `includes NAME`: token 1.
  case includesCheck
  /// `excludes NAME`: token 1.
  case excludesCheck
  /// `before DATE`: token 1.
  case beforeCheck
  /// `after DATE`: token 1.
  case afterCheck
  /// `rising|falling by VALUE over the last NUMBER turns`: token 0, number before `turns`.
  /// Children: value.
  case trendCheck
  /// `above|below|at least|at most VALUE {plus|minus VALUE}`: tokens 0, 1. Children: values;
  /// the words between them are `plus` or `minus`.
  case bound
  /// `in at least N of the last M turns`: its two number tokens.
  case turnsWindow
  case anyPointWindow
  /// `yes`, `no`, `none` or a name: token 0.
  case wordValue
  /// `CURRENCY NUMBER [times NAME]`. Children: `money`.
  case moneyValue
  /// `PERCENT [of NAME]`: token 0, token 2.
  case percentValue
  /// `NUMBER [UNIT [ago|ahead]]`: tokens 0, 1, 2.
  case numberValue
  /// `CURRENCY NUMBER`.
  case money
  /// `NUMBER UNIT`.
  case duration
  /// `table NAME [top row wins]`: token 1. Children: metadata, `tableHead`, `tableRow`*.
  case table
  /// `| OPERAND | … -> OUTPUT | …`. Children: `operand`*, `output`*.
  case tableHead
  /// `queue`, `urgency` or a fact's name: token 0.
  case output
  /// Children: `otherwiseCell`, or one cell a column; then `result`*.
  case tableRow
  /// `otherwise [or unknown]`: it has a third token if it covers unknown.
  case otherwiseCell
  case anyCell
  case unknownCell
  case knownCell
  /// `includes NAME`: token 1.
  case includesCell
  /// `BOUND [and BOUND] [or unknown]`: the last word is `unknown` if so. Children: `bound`*.
  case rangeCell
  /// `not VALUE`. Children: value.
  case notCell
  /// `VALUE {or VALUE|unknown}`: a word `unknown` after an `or` that is no child counts.
  /// Children: values.
  case valuesCell
  /// A value or the word `unknown` (then no children). Children: value?.
  case result
  /// `choose NAME`: token 1. Children: `choiceRow`*.
  case choose
  /// `- otherwise [or unknown] VALUE` or `- VALUE when CONDITION`. Children: value, condition?.
  case choiceRow

  // Gates
  /// `first NAME`. Children: lines.
  case first
  /// `for NAMES|anything …`. Children: `names` or `everything`. Also in `return to ai`.
  case forLine
  /// `until CONDITION`. Children: condition. Also in promises.
  case untilLine
  /// `ask NAMES`. Children: `names`.
  case askLine
  /// `do NAMES`. Children: `names`.
  case doLine
  /// `confirm NAMES`. Children: `names`.
  case confirmLine
  /// `lasts DURATION`. Children: `duration`.
  case lastsLine
  /// `if no answer hand over …|refuse`. Children: `handOver`? (none: refuse).
  case ifNoAnswerLine
  /// `if refused hand over …|refuse`. Children: `handOver`? (none: refuse).
  case ifRefusedLine
  /// `approval NAME`. Children: lines.
  case approval
  /// `measure OPERAND`. Children: `operand`.
  case measureLine
  /// `tier at most|above VALUE needs QUORUM`. Children: value, `quorum`.
  case tierLine
  /// `needs QUORUM`. Children: `quorum`.
  case needsLine
  case fourEyesLine
  case reasonNeededLine
  /// `after SPAN ask NAME`: the last word. Children: `span`.
  case afterAskLine
  /// `grant lasts DURATION`. Children: `duration`.
  case grantLastsLine
  /// `answer within SPAN`. Children: `span`.
  case answerLine
  /// `nobody` (no children) or seats. Children: `seats`*.
  case quorum
  /// `NUMBER NAME {or NAME}`: token 0, then words without `or`.
  case seats
  /// `offer NAME`. Children: lines.
  case offer
  /// `options a, b`: its words.
  case optionsLine
  /// `remember by NAME for DURATION`: token 2. Children: `duration`.
  case rememberLine
  /// `if no answer choose OPTION`: the last word.
  case ifNoAnswerChooseLine
  /// `disclosure`. Children: lines.
  case disclosure
  /// `say TEXTS at start|every change` or `say TEXTS when …`. Children: `texts`, condition?.
  case disclosureSayLine
  /// `way out NAME`: token 2.
  case wayOutLine
  /// `conduct`. Children: lines.
  case conduct
  /// `always|never STRING [when …]`: tokens 0, 1. Children: condition?.
  case conductLine
  /// `handoff [to NAMES]`. Children: `names`?, lines.
  case handoff
  /// `include NAMES`. Children: `names`.
  case includeLine
  /// `leave out NAMES`. Children: `names`.
  case leaveOutLine
  /// `collect NAMES in at most N questions [except when …]`. Children: `names`, condition?.
  case collectLine
  /// `brief STRING`: token 1.
  case briefLine
  case keepChannelLine
  /// `return to ai`. Children: lines.
  case returnToAI
  /// `at most N times`: token 2.
  case atMostTimesLine
  /// `assist`. Children: lines.
  case assist
  /// `suggest NAMES`. Children: `names`.
  case suggestLine
  /// `require NAMES`. Children: `names`.
  case requireLine
  /// `quiet when …`. Children: condition.
  case quietWhenLine
  /// `at most N in M turns`: tokens 2, 4.
  case atMostInTurnsLine
  /// `within DURATION`. Children: `duration`.
  case withinLine
  /// `oversight`. Children: lines.
  case oversight
  /// `watch always` or `watch when …`. Children: condition?.
  case watchLine
  /// `review PERCENT of conversations` (token 1) or `review when …`. Children: condition?.
  case reviewLine
  /// `alert NAME when …`: token 1. Children: condition.
  case alertLine
  /// `stop ai when …`. Children: condition.
  case stopLine
  /// `afterwards`. Children: lines.
  case afterwards
  /// `do NAMES [when …]`. Children: `names`, condition?.
  case afterwardsDoLine
  /// `target NAME`. Children: lines.
  case target
  /// `measure NAME BOUND over DURATION`: token 1. Children: `bound`, `duration`.
  case targetMeasureLine

  /// `scenario STRING`: token 1. Children: lines.
  case scenario
  /// `at DATE TIME`: tokens 1, 2.
  case atLine
  case quietLine
  /// `given SET, …`. Children: `set`*.
  case givenLine
  /// `turn SET, …`. Children: `set`*.
  case turnLine
  /// `then [after DURATION,] SET, …`. Children: `duration`?, `set`*.
  case thenLine
  /// `expect OUTCOMES [within N turns]`. Children: `outcomes`.
  case expectLine
  /// `never OUTCOMES [within N turns]`. Children: `outcomes`.
  case neverLine
  /// `NAME is VALUE`, `NAME is unknown` (no children) or `NAME includes NAME` (token 2).
  /// Children: value?.
  case set
  /// `promise NAME`. Children: lines.
  case promise
  /// `whenever CONDITION`. Children: condition.
  case wheneverLine
  /// `once CONDITION`. Children: condition.
  case onceLine
  case alwaysLine
  /// `OUTCOME or OUTCOME … [for NAMES] [because NAMES]`. Children: `outcome`*, `forNames`?,
  /// `becauseNames`?.
  case outcomes
  /// One outcome: its words.
  case outcome
  /// `for NAMES`. Children: `names`.
  case forNames
  /// `because NAMES`. Children: `names`.
  case becauseNames

  /// A line or a block that could not be read; a message says so. It has no children.
  case unexpected
}
