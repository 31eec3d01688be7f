// swift-format-ignore-file
// Made by docs/generate_pages.py from docs/lint; change the pages there.

/// The rules of the lint that have a page, sorted.
package let lintPageNames: [String] = [
  "allow-expired",
  "allow-incomplete",
  "allow-unused",
  "clear-because-missing",
  "clear-long-line-of-ands",
  "clear-magic-threshold",
  "clear-name-says-otherwise",
  "clear-near-duplicate-queues",
  "clear-negative-name",
  "clear-none-of-long",
  "clear-repeated-condition",
  "clear-rule-two-jobs",
  "cover-emotion-one-turn",
  "cover-fact-unused",
  "cover-no-emotion-rule",
  "cover-queue-unused",
  "cover-table-otherwise-hides",
  "cover-task-refused-always",
  "cover-task-silent",
  "cover-window-too-long",
  "data-packet-secret",
  "data-packet-thin",
  "data-protected-trait",
  "data-proxy-vulnerable",
  "data-score-without-source",
  "data-unknown-undecided",
  "money-boundary-untested",
  "money-first-tier-free",
  "money-no-cumulative-limit",
  "money-no-four-eyes",
  "money-one-role-only",
  "money-tier-jump",
  "money-wait-in-chat",
  "own-missing",
  "own-review-overdue",
  "own-source-missing",
  "own-version-not-raised",
  "route-fallback-weaker",
  "route-preference-unneeded",
  "route-single-point",
  "route-skills-missing",
  "safe-ai-anything",
  "safe-exception-on-sensitive",
  "safe-human-everywhere",
  "safe-identity-first",
  "safe-irreversible-needs-gate",
  "safe-known-in-restriction",
  "safe-loosening-unreviewed",
  "safe-return-too-easy",
  "safe-sensitive-uncovered",
  "safe-skip-unknown-restriction",
  "safe-way-out",
  "style-format",
  "style-long-name",
  "style-name-verb",
  "style-order",
  "test-only-happy",
  "test-promise-none",
  "test-row-undecided",
  "test-rule-undecided",
  "test-scenario-vague",
  "test-window-edge",
  "time-clock-change-week",
  "time-day-means-24h",
  "time-expired-rule",
  "time-gap-unserved",
  "time-no-holidays",
  "time-zone-implicit",
  "voice-channel-words",
  "voice-handover-silent",
  "voice-no-start-disclosure",
  "voice-promises-time",
  "voice-reading-level",
  "voice-refusal-no-next-step",
  "voice-two-messages",
  "voice-unsure-apology",
]

/// The page of a rule as Markdown; `nil` where the name has none.
package func lintPage(_ name: String) -> String? {
  switch name {
  case "allow-expired":
    #"""
    # allow-expired

    This line allowed a finding until a day that has passed.

    Severity: hold.

    ## Avoid

    ```
    # allow safe-way-out until 2026-01-31: the new way out is being written
    policy parcels 4
      owner "Service design"
      review by 2026-12-31
    ```

    ## Prefer

    Mend what the rule finds and take the line away, or agree on a new day:

    ```
    # allow safe-way-out until 2026-05-31: the new way out is being written
    ```

    ## Why

    A finding is allowed for a while, so that somebody comes back to it. From the day after, the finding counts again, and the line itself is a finding: also where the rule is silent by now, nobody should find an old excuse there.

    ## How to switch it off

    It can't be switched off: take the line away, or give it a new day.

    """#
  case "allow-incomplete":
    #"""
    # allow-incomplete

    This line was meant to allow a finding, and something of it is missing.

    Severity: hold.

    ## Avoid

    ```
    # allow cover-task-silent: later
    task rebook
    ```

    ## Prefer

    ```
    # allow cover-task-silent until 2026-09-30: rebooking starts in October
    task rebook
    ```

    ## Why

    A line that allows a finding names the rule, the last day, and why: `# allow RULE until YYYY-MM-DD: reason`. It stands above the line or the heading that it is about. For a rule of the set *core*, that heading or the header of the file also has an `owner` and a `review by` date, so that somebody answers for it. Until all of that is there, the line allows nothing. Only rules of the lint can be allowed: what a code such as PL0704 says is settled in the policy.

    ## How to switch it off

    It can't be switched off: complete the line or take it away.

    """#
  case "allow-unused":
    #"""
    # allow-unused

    The rule finds nothing here, so there is nothing to allow.

    Severity: note.

    ## Avoid

    ```
    # allow cover-task-silent until 2026-09-30: rebooking starts in October
    rule rebooking
      only a human may rebook
    ```

    ## Prefer

    ```
    rule rebooking
      only a human may rebook
    ```

    ## Why

    A line that allows nothing now could hide a finding later. It is spoken of only where its rule looks, and in the policy's own file: a line in a shared file may be about what another policy shows.

    ## How to switch it off

    It is a note, and stops nothing. `handrail fix` takes the line away.

    """#
  case "clear-because-missing":
    #"""
    # clear-because-missing

    `{rule}` restricts and does not say why.

    Set: regulated. Severity: note.

    ## Avoid

    ```
    rule closing
      only a human may close_account
    ```

    ## Prefer

    ```
    rule closing
      only a human may close_account
      because "Closing an account cannot be undone"
    ```

    ## Why

    A customer, a colleague or an auditor will ask. A restriction is `only … may`, `nobody may` or `otherwise refuse`; `because` or `source` must stand in the rule itself, for a source of the whole file says nothing about one rule. The fix leaves the words to you.

    ## How to switch it off

    Write `# allow clear-because-missing until 2026-12-31: reason` above the line, or `clear-because-missing: off` under `levels` in `handrail.yaml`.

    """#
  case "clear-long-line-of-ands":
    #"""
    # clear-long-line-of-ands

    This line has {count} tests.

    Set: standard. Severity: note.

    ## Avoid

    ```
    when verified is yes and risky is no and segment is premier and amount at most GBP 100
    ```

    ## Prefer

    ```
    when all of
      - verified is yes
      - risky is no
      - segment is premier
      - amount at most GBP 100
    ```

    ## Why

    More than three tests on one line are read over. Lines joined by `or` count as well, and become `any of`. In a row of `choose` a condition has one line only; give some of its tests a name by `define`.

    ## How to switch it off

    Write `# allow clear-long-line-of-ands until 2026-12-31: reason` above the line, or `clear-long-line-of-ands: off` under `levels` in `handrail.yaml`.

    """#
  case "clear-magic-threshold":
    #"""
    # clear-magic-threshold

    {count} rules hold `{fact}` against {number}.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule refunds
      when amount at most GBP 250
      ai may issue_refund

    rule addresses
      when amount at most GBP 250
      ai may change_address

    rule limits
      when amount above GBP 250
      only a human may raise_limit
    ```

    ## Prefer

    ```
    define amount_is_large
      when amount above GBP 250

    rule refunds
      when amount_is_large is no
      ai may issue_refund
    ```

    ## Why

    When the number changes, one of the rules is forgotten. The same fact or sum against the same number counts, in three rules or more; the same number of two facts is chance. Nothing and one are no numbers that anybody set. The fix moves the test into a `define`, where all rules draw the line on the same side.

    ## How to switch it off

    Write `# allow clear-magic-threshold until 2026-12-31: reason` above the line, or `clear-magic-threshold: off` under `levels` in `handrail.yaml`.

    """#
  case "clear-name-says-otherwise":
    #"""
    # clear-name-says-otherwise

    `{rule}` only restricts.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule allow_refunds
      when verified is no
      only a human may issue_refund
    ```

    ## Prefer

    ```
    rule refunds_of_strangers
      when verified is no
      only a human may issue_refund
    ```

    ## Why

    Names are what people remember of a rule, and what a decision gives as its reason. A name that begins with a word such as `allow` or `permit` should not stand over lines that only restrict, and one that begins with `forbid` or `deny` not over lines that only allow. Where the word belongs to a task of the rule, or the name speaks of people or of a limit, nothing is said.

    ## How to switch it off

    Write `# allow clear-name-says-otherwise until 2026-12-31: reason` above the line, or `clear-name-says-otherwise: off` under `levels` in `handrail.yaml`.

    """#
  case "clear-near-duplicate-queues":
    #"""
    # clear-near-duplicate-queues

    `{queue}` and `{queue}` are one letter apart.

    Set: standard. Severity: note.

    ## Avoid

    ```
    queue refund_desk
      skills refunds

    queue refunds_desk
      skills refunds
    ```

    ## Prefer

    ```
    queue small_refunds
      skills refunds

    queue large_refunds
      skills refunds
    ```

    ## Why

    Somebody will write the one and mean the other. Names that only count, such as `desk_a` and `desk_b` or `team_1` and `team_2`, are left alone.

    ## How to switch it off

    Write `# allow clear-near-duplicate-queues until 2026-12-31: reason` above the line, or `clear-near-duplicate-queues: off` under `levels` in `handrail.yaml`.

    """#
  case "clear-negative-name":
    #"""
    # clear-negative-name

    `{fact}` says that something is not so.

    Set: standard. Severity: note.

    ## Avoid

    ```
    facts
      customer.not_verified is yes or no

    rule refunds
      when customer.not_verified is no
      ai may issue_refund
    ```

    ## Prefer

    ```
    facts
      customer.verified is yes or no

    rule refunds
      when customer.verified is yes
      ai may issue_refund
    ```

    ## Why

    Sooner or later somebody tests it for `no`, and readers must turn it round twice. Looked at are facts and definitions that are yes or no and have `not`, `no`, `non`, `never` or `without` in their name; fixed terms such as `no_show` are left alone. The fix gives the fact its positive name everywhere and turns every yes and no round. Your systems must then send the opposite, so it asks first. It isn't offered where a `quiet` scenario leaves the fact alone, for quiet is no either way.

    ## How to switch it off

    Write `# allow clear-negative-name until 2026-12-31: reason` above the line, or `clear-negative-name: off` under `levels` in `handrail.yaml`.

    """#
  case "clear-none-of-long":
    #"""
    # clear-none-of-long

    This `none of` has {count} lines.

    Set: standard. Severity: note.

    ## Avoid

    ```
    when none of
      - risky is yes
      - segment is standard
      - complaints above 2
    ```

    ## Prefer

    ```
    when all of
      - risky is no
      - segment is not standard
      - complaints at most 2
    ```

    ## Why

    Every line must be turned round in the reader's head, and with more than two of them people get it wrong. The fix turns each line round, where each has words for it; it means the same.

    ## How to switch it off

    Write `# allow clear-none-of-long until 2026-12-31: reason` above the line, or `clear-none-of-long: off` under `levels` in `handrail.yaml`.

    """#
  case "clear-repeated-condition":
    #"""
    # clear-repeated-condition

    These {count} tests stand together in {count} headings.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule refunds
      when verified is yes and risky is no and segment is premier
      ai may issue_refund

    rule addresses
      when verified is yes and risky is no and segment is premier
      ai may change_address

    rule cards
      when verified is yes and risky is no and segment is premier
      ai may send_card
    ```

    ## Prefer

    ```
    define trusted_premier
      when verified is yes and risky is no and segment is premier

    rule refunds
      when trusted_premier is yes
      ai may issue_refund
    ```

    ## Why

    When one of the tests changes, the others are forgotten. Three tests joined in the same way in three headings count, in whatever order and with whatever else stands beside them. The fix makes the definition and uses it; the name is yours to choose. It isn't offered where a test has a window or reads the decision itself, for there a definition would mean something else.

    ## How to switch it off

    Write `# allow clear-repeated-condition until 2026-12-31: reason` above the line, or `clear-repeated-condition: off` under `levels` in `handrail.yaml`.

    """#
  case "clear-rule-two-jobs":
    #"""
    # clear-rule-two-jobs

    `{rule}` does two jobs: it lets the AI act, and it calls for a person.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule verified_service
      when verified is yes
      ai may check_balance
      only a human may close_account
    ```

    ## Prefer

    ```
    rule verified_service
      when verified is yes
      ai may check_balance

    rule closing
      when verified is yes
      only a human may close_account
    ```

    ## Why

    The jobs are: letting the AI act, letting it suggest, calling for a person (`only … may`, `hand over`, `start with human`), and refusing. `urgency`, `need skills`, `bring in` and `otherwise` go with any of them. A rule with one job can be named, tested and changed by itself. The fix splits it under the same conditions, but not a rule on trial or one with `otherwise`. A scenario that gives the rule as its reason must be looked at afterwards.

    ## How to switch it off

    Write `# allow clear-rule-two-jobs until 2026-12-31: reason` above the line, or `clear-rule-two-jobs: off` under `levels` in `handrail.yaml`.

    """#
  case "cover-emotion-one-turn":
    #"""
    # cover-emotion-one-turn

    `{rule}` looks at `{emotion}` on a single turn.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule angry
      when anger above 0.7
      hand over to care
    ```

    ## Prefer

    ```
    rule angry
      when anger above 0.7 in at least 2 of the last 3 turns
      hand over to care
    ```

    ## Why

    A detector of feelings is wrong now and then, and one wrong reading would move the customer to a person or keep a task from the AI. Two readings out of three, an average or a trend are steadier. Feelings are the facts of every turn marked `emotion`; where nothing is so marked, scores of every turn named after a feeling, such as `anger` or `distress`. One that is also marked `sensitive` is left alone: one sign of danger is enough. So is a test that stands under `all of` beside another feeling, or beside one over several turns.

    ## How to switch it off

    Write `# allow cover-emotion-one-turn until 2026-12-31: reason` above the line, or `cover-emotion-one-turn: off` under `levels` in `handrail.yaml`.

    """#
  case "cover-fact-unused":
    #"""
    # cover-fact-unused

    `{fact}` is declared and never used.

    Set: standard. Severity: note.

    ## Avoid

    ```
    facts
      customer.verified is yes or no
      customer.segment is one of standard, premier

    rule everyday_help
      when customer.verified is yes
      ai may check_balance
    ```

    ## Prefer

    ```
    facts
      customer.verified is yes or no
    ```

    ## Why

    Your systems must send a promised fact with every question, and one that is missing is a fault. Facts and definitions of the main file are looked at; used files keep facts for other policies. A use is any test, sum, column, text, list of a gate or packet, setting of a scenario. Facts marked `emotion` or `identity` go into every packet without being listed, and count as used; so do the scores of every turn where no fact is marked `emotion`. What a table works out may be read by the host. The fix takes the fact away, with its marks.

    ## How to switch it off

    Write `# allow cover-fact-unused until 2026-12-31: reason` above the line, or `cover-fact-unused: off` under `levels` in `handrail.yaml`.

    """#
  case "cover-no-emotion-rule":
    #"""
    # cover-no-emotion-rule

    `{emotion}` is measured on each turn, and no rule uses it.

    Set: standard. Severity: note.

    ## Avoid

    ```
    facts
      anger is score every turn

    assist
      quiet when anger above 0.7
    ```

    ## Prefer

    ```
    rule angry
      when anger above 0.7 in at least 2 of the last 3 turns
      hand over to care
    ```

    ## Why

    Somebody pays for the measuring, and a customer who grows upset stays with the AI for as long as nothing else happens. A rule, a gate, a `return to ai`, a table or a line of `oversight` that reads one of the feelings is enough, also through a `define`.

    ## How to switch it off

    Write `# allow cover-no-emotion-rule until 2026-12-31: reason` above the line, or `cover-no-emotion-rule: off` under `levels` in `handrail.yaml`.

    """#
  case "cover-queue-unused":
    #"""
    # cover-queue-unused

    No line sends anybody to `{queue}`.

    Set: standard. Severity: note.

    ## Avoid

    ```
    queue sales
      skills offers
      if closed or waited too long
        - take message

    prefer queues sales otherwise care
    ```

    ## Prefer

    ```
    rule buying
      when wants_to_buy is yes
      hand over to sales
    ```

    ## Why

    Either a rule is missing, or the team is. A queue is reached where a rule, a table, a `choose` or a gate hands over to it, where the ladder of a queue that is reached tries it, and as the `otherwise` of `prefer queues`. A queue that others copy by `like`, that a rule brings in or that a test, a text or a scenario speaks of is left alone, and so are the queues of used files: other policies may need them. The fix takes the queue away, with its place in `prefer queues`.

    ## How to switch it off

    Write `# allow cover-queue-unused until 2026-12-31: reason` above the line, or `cover-queue-unused: off` under `levels` in `handrail.yaml`.

    """#
  case "cover-table-otherwise-hides":
    #"""
    # cover-table-otherwise-hides

    In `{table}`, `otherwise` takes {count} of {all} combinations.

    Set: standard. Severity: note.

    ## Avoid

    ```
    table desk top row wins
      | segment  | amount        -> queue |
      | premier  | above GBP 500 -> vip   |
      | business | above GBP 500 -> vip   |
      | otherwise or unknown     -> care  |
    ```

    ## Prefer

    ```
    table desk
      | segment  | amount          -> queue |
      | premier  | any             -> vip   |
      | business | above GBP 500   -> vip   |
      | business | at most GBP 500 -> care  |
      | otherwise or unknown       -> care  |
    ```

    ## Why

    A row `otherwise` that takes more than half of what can happen hides cases that nobody looked at. Every word of a list counts, numbers count as the stretches that some cell tells apart, and unknown does not count. Tables with a cell about several facts, about turns, sets or moments are not counted, and so nothing is said of them. A `choose` is a list of exceptions, and is left alone.

    ## How to switch it off

    Write `# allow cover-table-otherwise-hides until 2026-12-31: reason` above the line, or `cover-table-otherwise-hides: off` under `levels` in `handrail.yaml`.

    """#
  case "cover-task-refused-always":
    #"""
    # cover-task-refused-always

    Nobody can ever do `{task}`: this line refuses it always, to people too.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule closing
      when customer.verified is yes
      only a human may close_account

    rule frozen
      nobody may close_account
    ```

    ## Prefer

    ```
    rule frozen
      when account.frozen is yes
      nobody may close_account
    ```

    ## Why

    `nobody may` beats every other line, for people too. Without a `when` it holds in every conversation. That is meant where the line names its tasks, tells the customer or the reader why (`say`, `because` or `source`), and no other line lets anybody do them: then nothing is said. It is a slip where another line lets somebody do the task and can never take effect, where `do anything` sweeps tasks up that nobody thought of, or where the customer hears no word. Where an `ai may` line or an approval stands for such tasks alone, PL0403 or PL0608 says that it never counts, and this rule is silent.

    ## How to switch it off

    Write `# allow cover-task-refused-always until 2026-12-31: reason` above the line, or `cover-task-refused-always: off` under `levels` in `handrail.yaml`.

    """#
  case "cover-task-silent":
    #"""
    # cover-task-silent

    No rule mentions `{task}`, so it goes to people by default.

    Set: standard. Severity: note.

    ## Avoid

    ```
    tasks check_balance, close_account

    rule everyday_help
      ai may check_balance
    ```

    ## Prefer

    ```
    rule closing_is_for_people
      only a human may close_account
      because "Closing an account cannot be undone"
    ```

    ## Why

    What no line speaks of goes to people: that is the safe side, and often what is wanted. But a reader can't see whether it was wanted or forgotten. A task counts as mentioned where a line of a rule covers it, by name, by mark or by `anything`, and where a condition asks `task is …`. A file without rules is a shared one, and is left alone; so are the tasks of a used file of which the rules mention no more than half, for the others belong to other policies. The fix writes the rule; why it is for people is for you to say.

    ## How to switch it off

    Write `# allow cover-task-silent until 2026-12-31: reason` above the line, or `cover-task-silent: off` under `levels` in `handrail.yaml`.

    """#
  case "cover-window-too-long":
    #"""
    # cover-window-too-long

    `{rule}` needs {turns} turns, and nine in ten chats last at most {most}.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule angry
      when anger above 0.7 in at least 6 of the last 8 turns
      hand over to care
    ```

    ## Prefer

    ```
    rule angry
      when anger above 0.7 in at least 2 of the last 3 turns
      hand over to care
    ```

    ## Why

    The customer would be gone before anybody comes. How long chats last is read from the file of chat statistics named in `handrail.yaml`; without it nothing is said. What counts is how many turns must have happened before the condition can be yes: the first number of a window, `human_requests at least …` and `turn_count …`.

    ## How to switch it off

    Write `# allow cover-window-too-long until 2026-12-31: reason` above the line, or `cover-window-too-long: off` under `levels` in `handrail.yaml`.

    """#
  case "data-packet-secret":
    #"""
    # data-packet-secret

    The packet lists `{fact}`, which is marked `secret`.

    Set: core. Severity: hold.

    ## Avoid

    ```
    mark card_number as secret

    handoff
      include summary, card_number
    ```

    ## Prefer

    ```
    handoff
      include summary

    handoff to security
      include card_number
    ```

    ## Why

    A secret is held back from whoever takes over, so the general list is the wrong place for it: it does nothing today, and reads as if everybody saw it. A team that needs it gets a `handoff to` of its own, which says so in the open; a secret that some team is given in this way may stand in the general list too. The fix takes it off the list.

    ## How to switch it off

    Write `# allow data-packet-secret until 2026-12-31: reason` above the line; as a core rule it also wants an `owner` and `review by` there.

    """#
  case "data-packet-thin":
    #"""
    # data-packet-thin

    The packet does not tell what was tried.

    Set: standard. Severity: note.

    ## Avoid

    ```
    handoff
      include summary
    ```

    ## Prefer

    ```
    handoff
      include summary, steps_tried
    ```

    ## Why

    The colleague would go through the same steps with the customer again. The task goes along by itself, and so do the tasks that your systems report as done; what else was tried is a fact of yours, such as `steps_tried`, `actions.taken` or `attempts`. The fix includes it, and declares it where there is none: your systems then send it.

    ## How to switch it off

    Write `# allow data-packet-thin until 2026-12-31: reason` above the line, or `data-packet-thin: off` under `levels` in `handrail.yaml`.

    """#
  case "data-protected-trait":
    #"""
    # data-protected-trait

    `{rule}` depends on `{fact}`, which is marked `protected`.

    Set: regulated. Severity: hold.

    ## Avoid

    ```
    mark customer.age as protected

    rule limits
      when customer.age below 60
      ai may raise_limit
    ```

    ## Prefer

    ```
    rule limits
      when customer.verified is yes
      ai may raise_limit

    rule elderly_customers
      when customer.age at least 80
      hand over to care
    ```

    ## Why

    Two customers who ask for the same thing would be treated differently for what they are. It is said of lines that let the AI act or suggest, and of refusals, also where the trait is read through a `define` or a table. A line that brings a person is left alone.

    ## How to switch it off

    Write `# allow data-protected-trait until 2026-12-31: reason` above the line, or `data-protected-trait: off` under `levels` in `handrail.yaml`.

    """#
  case "data-proxy-vulnerable":
    #"""
    # data-proxy-vulnerable

    `{rule}` takes service away because of `{fact}`.

    Set: regulated. Severity: note.

    ## Avoid

    ```
    mark customer.needs as sensitive

    rule hardship
      when customer.needs includes hardship
      nobody may raise_limit
    ```

    ## Prefer

    ```
    rule hardship
      when customer.needs includes hardship
      only a human may raise_limit
    ```

    ## Why

    Whoever needs more help should get a person, not less service. Signs of vulnerability are the facts marked `sensitive` or `vulnerable`; taking away is `nobody may`, `otherwise refuse` and `urgency low`. Nothing is said where the same rule brings a person, or another one hands over on the same test.

    ## How to switch it off

    Write `# allow data-proxy-vulnerable until 2026-12-31: reason` above the line, or `data-proxy-vulnerable: off` under `levels` in `handrail.yaml`.

    """#
  case "data-score-without-source":
    #"""
    # data-score-without-source

    Nothing says which model, in which version, measures `{score}`.

    Set: standard. Severity: note.

    ## Avoid

    ```
    facts
      anger is score every turn
    ```

    ## Prefer

    ```
    facts
      anger is score every turn

    mark anger as sentiment_model_4
    ```

    ## Why

    A limit such as 0.7 means something else after the next version of the model, and nobody can say later which one spoke. A score says it by a mark with a number in it (`sentiment_model_4`), or by a path with one (`from "sentiment_v4.anger"`); a fact such as `model.version`, which the host sends, says it for all. The fix marks the scores; the name is for you to fill in.

    ## How to switch it off

    Write `# allow data-score-without-source until 2026-12-31: reason` above the line, or `data-score-without-source: off` under `levels` in `handrail.yaml`.

    """#
  case "data-unknown-undecided":
    #"""
    # data-unknown-undecided

    `{rule}` does not say what happens while `{fact}` is unknown.

    Set: standard. Severity: note.

    ## Avoid

    ```
    facts
      amount is money up to GBP 1000 or unknown

    rule large_refunds
      when amount above GBP 250
      only a human may issue_refund
    ```

    ## Prefer

    ```
    rule large_refunds
      when amount above GBP 250
      if unknown apply
      only a human may issue_refund
    ```

    ## Why

    Until the fact is known the AI may not do the task, and asks: that is a good answer, and a reader can't tell whether it was meant. A restriction is `only … may`, `nobody may` or `otherwise refuse`. A fact with a usual value, and one that the rule asks to be known, is left alone; so is a rule that also lets the AI act, for a permission waits anyway. The fix lets the rule hold while the fact is unknown. `if unknown skip` is the other answer: it lets the AI act on what nobody knows, and `safe-skip-unknown-restriction` will say so.

    ## How to switch it off

    Write `# allow data-unknown-undecided until 2026-12-31: reason` above the line, or `data-unknown-undecided: off` under `levels` in `handrail.yaml`.

    """#
  case "money-boundary-untested":
    #"""
    # money-boundary-untested

    No scenario shows `{approval}` on either side of its limit of `{limit}`.

    Set: standard. Severity: note.

    ## Avoid

    ```
    approval refunds
      for issue_refund
      measure amount
      tier at most GBP 50 needs nobody
      tier above GBP 50 needs 1 team_leader
      answer within 10 minutes

    scenario "A refund is paid"
      quiet
      given task is issue_refund, amount is GBP 20
      expect ai because everyday
    ```

    ## Prefer

    ```
    scenario "A refund of GBP 50 is paid"
      quiet
      given task is issue_refund, amount is GBP 50
      expect ai because everyday

    scenario "A refund of GBP 50.01 is looked at"
      quiet
      given task is issue_refund, amount is GBP 50.01
      expect approval by 1 person because refunds
    ```

    ## Why

    A limit with a nought too many reads almost the same. For each limit there should be a decision with an `expect` in the tier below it and one in the tier above. A policy without any scenario is left to `test-rule-undecided`. The fix writes what is missing, at the limit and one step above; what else the customer must be is yours to fill in.

    ## How to switch it off

    Write `# allow money-boundary-untested until 2026-12-31: why` above the line; or, for the whole policy, `levels: money-boundary-untested: off` in `handrail.yaml`.

    """#
  case "money-first-tier-free":
    #"""
    # money-first-tier-free

    `{approval}` lets everything up to `{limit}` pass without a person.

    Set: standard. Severity: note.

    ## Avoid

    ```
      tier at most GBP 500 needs nobody
    ```

    ## Prefer

    ```
      tier at most GBP 50 needs nobody
    ```

    ## Why

    How much may pass without a person is not for each policy to say. `handrail.yaml` names the amount for each currency; without it the rule is silent.

    ## How to switch it off

    Write `# allow money-first-tier-free until 2026-12-31: why` above the line; or, for the whole policy, `levels: money-first-tier-free: off` in `handrail.yaml`.

    """#
  case "money-no-cumulative-limit":
    #"""
    # money-no-cumulative-limit

    `{rule}` limits one `{amount}`, and nothing limits the sum.

    Set: standard. Severity: hold.

    ## Avoid

    ```
    approval refunds
      for issue_refund
      measure amount
      tier at most GBP 50 needs nobody
      tier above GBP 50 needs 1 team_leader
      answer within 10 minutes
    ```

    ## Prefer

    ```
    rule daily_limit
      when refunds_today plus amount above GBP 200
      if unknown apply
      only a human may issue_refund
    ```

    ## Why

    A refund of GBP 500 needs a team leader; ten of GBP 50 need nobody. Wherever the AI may spend up to a limit by itself, something should limit what adds up: after a first tier that `needs nobody`, below a restriction `above` an amount, within a permission `at most` an amount. The rule speaks where every line over the task (permission, restriction, gate, handover) looks at one amount alone. A sum, a second amount, a count or `done.TASK` in any of them is taken for the limit that is asked for, and so is an amount whose name says that it adds up (`refunds_today`, `paid.total`).

    ## How to switch it off

    Write `# allow money-no-cumulative-limit until 2026-12-31: why` above the line; or, for the whole policy, `levels: money-no-cumulative-limit: off` in `handrail.yaml`.

    """#
  case "money-no-four-eyes":
    #"""
    # money-no-four-eyes

    `{approval}` approves larger amounts without `four eyes`.

    Set: regulated. Severity: hold.

    ## Avoid

    ```
    approval refunds
      for issue_refund
      measure amount
      tier at most GBP 50 needs nobody
      tier above GBP 50 needs 1 team_leader
      answer within 10 minutes
    ```

    ## Prefer

    ```
    approval refunds
      for issue_refund
      measure amount
      tier at most GBP 50 needs nobody
      tier above GBP 50 needs 1 team_leader
      four eyes
      answer within 10 minutes
    ```

    ## Why

    Without `four eyes` whoever asks for the money can approve it, if they have the role. The rule speaks of tiers that ask people for amounts above the one that `handrail.yaml` sets for the currency, and is silent without. The fix asks, because fewer people may vote afterwards.

    ## How to switch it off

    Write `# allow money-no-four-eyes until 2026-12-31: why` above the line; or, for the whole policy, `levels: money-no-four-eyes: off` in `handrail.yaml`.

    """#
  case "money-one-role-only":
    #"""
    # money-one-role-only

    The largest amounts of `{approval}` are approved by `{role}` alone.

    Set: regulated. Severity: note.

    ## Avoid

    ```
      tier above GBP 2000 needs 2 team_leader
    ```

    ## Prefer

    ```
      tier above GBP 2000 needs 1 team_leader and 1 refunds_manager
    ```

    ## Why

    Two people of one role sit in one room, under one target, with one habit. The last tier of an approval over money should ask people of two roles; a seat that either of two roles may fill counts.

    ## How to switch it off

    Write `# allow money-one-role-only until 2026-12-31: why` above the line; or, for the whole policy, `levels: money-one-role-only: off` in `handrail.yaml`.

    """#
  case "money-tier-jump":
    #"""
    # money-tier-jump

    `{approval}` jumps from `{limit}` to `{limit}`, more than tenfold.

    Set: standard. Severity: note.

    ## Avoid

    ```
      tier at most GBP 50 needs nobody
      tier at most GBP 5000 needs 1 team_leader
    ```

    ## Prefer

    ```
      tier at most GBP 50 needs nobody
      tier at most GBP 500 needs 1 team_leader
      tier at most GBP 5000 needs 1 team_leader and 1 refunds_manager
    ```

    ## Why

    A nought too many looks like this. If it is meant, one tier stands for very unlike amounts, and the same person answers for GBP 60 and GBP 4,900.

    ## How to switch it off

    Write `# allow money-tier-jump until 2026-12-31: why` above the line; or, for the whole policy, `levels: money-tier-jump: off` in `handrail.yaml`.

    """#
  case "money-wait-in-chat":
    #"""
    # money-wait-in-chat

    `{approval}` may take longer than a live chat lasts, and offers no callback.

    Set: standard. Severity: note.

    ## Avoid

    ```
    approval refunds
      for issue_refund
      needs 1 team_leader
      answer within 2 hours
    ```

    ## Prefer

    ```
    approval refunds
      for issue_refund
      needs 1 team_leader
      answer within 2 hours
      if no answer hand over to desk

    offer call_me_back
      for issue_refund
      options human, ai, callback
      answer within 2 minutes
      if no answer choose callback
    ```

    ## Why

    Nobody sits in a chat for two hours. How long a chat lasts comes from the chat statistics that `handrail.yaml` names; without them the rule is silent. An offer with `callback` over one of the tasks, or silence that leads to a queue with a callback, is an answer.

    ## How to switch it off

    Write `# allow money-wait-in-chat until 2026-12-31: why` above the line; or, for the whole policy, `levels: money-wait-in-chat: off` in `handrail.yaml`.

    """#
  case "own-missing":
    #"""
    # own-missing

    The policy `{policy}` has no owner.

    Set: core. Severity: hold.

    ## Avoid

    ```
    policy front_desk version 1
      language 1
    ```

    ## Prefer

    ```
    policy front_desk version 1
      language 1
      owner "Contact Operations"
    ```

    ## Why

    A policy says what an AI may do to customers. When it does something wrong, somebody has to know whom to ask, and somebody has to have agreed to it. Every file needs an owner, a used one too. The fix writes `owner "…"`: the message stays until a name stands there.

    ## How to switch it off

    Write `# allow own-missing until 2026-12-31: reason` above the line; as a core rule it also wants an `owner` and `review by` there.

    """#
  case "own-review-overdue":
    #"""
    # own-review-overdue

    The review of this policy was due on {date}.

    Set: core. Severity: hold. In the thirty days before, it is a note.

    ## Avoid

    ```
    policy front_desk version 1
      owner "Contact Operations"
      review by 2025-09-30
    ```

    ## Prefer

    ```
    policy front_desk version 1
      owner "Contact Operations"
      review by 2026-09-30
    ```

    ## Why

    `review by` is a promise that somebody looks at the policy again by that day. After it nobody has confirmed that the limits, teams and hours in it are still right. It holds for the header and for every heading that has a date of its own. The fix writes a date one year ahead: it is for after the review, not instead of it.

    ## How to switch it off

    Write `# allow own-review-overdue until 2026-12-31: reason` above the line; as a core rule it also wants an `owner` and `review by` there.

    """#
  case "own-source-missing":
    #"""
    # own-source-missing

    No `source` stands in the policy `{policy}`, nor under `{heading}`.

    Set: regulated. Severity: hold.

    ## Avoid

    ```
    policy front_desk version 1
      language 1
      start with ai
      owner "Contact Operations"

    tasks close_account

    rule people_only
      only a human may close_account
    ```

    ## Prefer

    ```
    policy front_desk version 1
      language 1
      start with ai
      owner "Contact Operations"
      source "Contact Handling Standard 4.2"

    tasks close_account

    rule people_only
      only a human may close_account
    ```

    ## Why

    An auditor asks of each line which standard or law it carries out. A `source` in the header answers for the whole file, one under a heading for that heading. It is about headings that decide: rules, tables, gates, the way back, disclosure and oversight. The fix writes `source "…"`: the message stays until something stands there.

    ## How to switch it off

    Write `# allow own-source-missing until 2026-12-31: reason` above the line, or `own-source-missing: off` under `levels` in `handrail.yaml`.

    """#
  case "own-version-not-raised":
    #"""
    # own-version-not-raised

    The policy `{policy}` means something else than the published version {n}, and is numbered {m}.

    Set: core. Severity: hold.

    ## Avoid

    ```
    policy front_desk version 1
    ```

    ## Prefer

    ```
    policy front_desk version 2
    ```

    ## Why

    Every decision carries the number of its policy. Two meanings under one number can't be told apart when a decision is questioned months later. Layout, comments and the order of headings don't count as a change. The published version is read from the file that `handrail.yaml` names; without it the rule is silent.

    ## How to switch it off

    Write `# allow own-version-not-raised until 2026-12-31: reason` above the line; as a core rule it also wants an `owner` and `review by` there.

    """#
  case "route-fallback-weaker":
    #"""
    # route-fallback-weaker

    When `{queue}` is closed or slow, its conversations go to `{other}`, which lacks `{skill}`, and the customer isn't told.

    Set: standard. Severity: note.

    ## Avoid

    ```
    queue bereavement_team
      skills bereavement, service
      if closed or waited too long
        - try general_care
        - take message

    queue general_care
      skills service
      if closed or waited too long
        - take message

    rule bereaved
      when customer.needs includes bereavement
      hand over to bereavement_team
    ```

    ## Prefer

    ```
    handoff to bereavement_team
      say "I'm bringing in our bereavement team. If they are busy, another colleague will start with you."
    ```

    ## Why

    Somebody who was promised people who know about their loss, and gets others, has to tell it all again. It is about queues that a rule on a *sensitive* fact hands over to. Give the colleagues the skill, or let a `handoff` of that queue prepare the customer.

    ## How to switch it off

    Write `# allow route-fallback-weaker until 2026-12-31: reason` above the line, or `route-fallback-weaker: off` under `levels` in `handrail.yaml`.

    """#
  case "route-preference-unneeded":
    #"""
    # route-preference-unneeded

    `prefer queues` lists `{queue}`, and no line hands over to it.

    Set: standard. Severity: note.

    ## Avoid

    ```
    prefer queues claims, night_desk otherwise desk

    rule lost_parcels
      when parcel.lost is yes
      hand over to claims

    rule angry
      when anger above 0.7
      hand over to desk
    ```

    ## Prefer

    ```
    prefer queues claims otherwise desk
    ```

    ## Why

    The preference decides only where several lines name different queues at once. A queue that never meets another one makes the reader look for a case that there isn't. The rule also speaks where no line names another queue beside it. The fix takes the name off the list and changes no decision. A `prefer queues` in a used file is left alone, for it may serve other policies.

    ## How to switch it off

    Write `# allow route-preference-unneeded until 2026-12-31: reason` above the line, or `route-preference-unneeded: off` under `levels` in `handrail.yaml`.

    """#
  case "route-single-point":
    #"""
    # route-single-point

    All {n} other queues fall back on `{queue}`, and on nothing else.

    Set: standard. Severity: note.

    ## Avoid

    ```
    queue claims
      skills claims
      if closed or waited too long
        - try desk
        - take message

    queue complaints
      skills complaints
      if closed or waited too long
        - try desk
        - take message

    queue desk
      skills service
      if closed or waited too long
        - take message
    ```

    ## Prefer

    ```
    queue complaints
      skills complaints
      if closed or waited too long
        - try claims
        - try desk
        - take message
    ```

    ## Why

    On the day on which that one queue is closed or full, every team's customers are asked to leave a message. It is spoken of from three queues on, where each of the others tries that queue and no other.

    ## How to switch it off

    Write `# allow route-single-point until 2026-12-31: reason` above the line, or `route-single-point: off` under `levels` in `handrail.yaml`.

    """#
  case "route-skills-missing":
    #"""
    # route-skills-missing

    The queue `{queue}` asks for no skills, so anybody may get its conversations.

    Set: standard. Severity: note.

    ## Avoid

    ```
    queue complaints
      if closed or waited too long
        - take message
    ```

    ## Prefer

    ```
    queue complaints
      skills complaints, de_escalation
      if closed or waited too long
        - take message
    ```

    ## Why

    What a queue needs is what its `skills` say. Without them the router can only guess, and a customer with a complaint gets whoever is free. A queue that picks its people by `agents when` says enough. The fix writes `skills fill_in`: put the skills there.

    ## How to switch it off

    Write `# allow route-skills-missing until 2026-12-31: reason` above the line, or `route-skills-missing: off` under `levels` in `handrail.yaml`.

    """#
  case "safe-ai-anything":
    #"""
    # safe-ai-anything

    `{rule}` lets the AI do anything, and every task that is added later.

    Set: core. Severity: hold.

    ## Avoid

    ```
    rule everything
      ai may do anything except close_account
    ```

    ## Prefer

    ```
    rule everyday
      ai may track_parcel, change_slot
    ```

    ## Why

    A task that somebody adds to a shared file next year is then the AI's at once, and nobody decided that. What no line gives to the AI goes to people. A list by mark (`do anything marked everyday`) is fine: somebody marks each task. So is `ai may only suggest do anything`, for a person reads each draft. `ai may do anything` with nothing left out is PL0409, and this rule is silent there.

    ## How to switch it off

    It is a *core* rule: `handrail.yaml` can't lower it. An ignore line above the place can, where its heading or the header has an `owner` and a `review by` date: `# allow safe-ai-anything until 2026-12-31: why`.

    """#
  case "safe-exception-on-sensitive":
    #"""
    # safe-exception-on-sensitive

    `{rule}` is about `{fact}`, and has an exception.

    Set: standard. Severity: hold.

    ## Avoid

    ```
    rule grieving
      when customer.needs includes bereavement at any point
      except when task is track_parcel
      hand over to desk
    ```

    ## Prefer

    ```
    rule grieving
      when customer.needs includes bereavement at any point
      hand over to desk
    ```

    ## Why

    An exception is written for a case that somebody thought of, and holds for everybody whom it fits. Who is bereaved and asks where a parcel is would stay with the AI. The rule speaks of rules that bring in a person or keep tasks from the AI where a fact marked `sensitive` says that a need is there. It is silent where another rule, without an exception, brings a person in exactly that case: then nobody falls through.

    ## How to switch it off

    Write `# allow safe-exception-on-sensitive until 2026-12-31: why` above the line; or, for the whole policy, `levels: safe-exception-on-sensitive: off` in `handrail.yaml`.

    """#
  case "safe-human-everywhere":
    #"""
    # safe-human-everywhere

    A customer who asks for a person as `{rule}` says can still be with the AI.

    Set: core. Severity: hold.

    ## Avoid

    ```
    rule asked_by_day
      when wants_human is yes and during office
      hand over to desk

    rule asked_by_night
      when wants_human is yes and outside office and customer.verified is yes
      hand over to desk

    disclosure
      way out asked_by_day
    ```

    ## Prefer

    ```
    rule asked_by_day
      when wants_human is yes and during office
      hand over to desk

    rule asked_by_night
      when wants_human is yes and outside office
      hand over to desk

    disclosure
      way out asked_by_day
    ```

    ## Why

    Rules that complete each other leave holes that nobody sees: above, a customer who isn't verified and asks at night stays with the assistant, however often they ask. The search looks at every question, every hour and every state that a session can come to: whoever asks in every turn must have a person within three turns, or within the longest window of the way out. `handrail prove` shows the whole conversation. A way out that tests nothing said of the customer (only the hour, or how many turns there were) hears nobody, and is told as that. Where `safe-way-out`, PL0704 or PL0705 already names the cause, this rule is silent; where it can't be settled, the rule says so and holds.

    ## How to switch it off

    It is a *core* rule: `handrail.yaml` can't lower it. An ignore line above the place can, where its heading or the header has an `owner` and a `review by` date: `# allow safe-human-everywhere until 2026-12-31: why`.

    """#
  case "safe-identity-first":
    #"""
    # safe-identity-first

    `{rule}` lets the AI do `{task}` for anybody.

    Set: standard. Severity: note.

    ## Avoid

    ```
    mark customer.verified as identity

    rule everyday
      ai may change_address
    ```

    ## Prefer

    ```
    rule known_customers
      when customer.verified is yes
      ai may change_address
    ```

    ## Why

    Who changes an address or a phone number can take over an account. The rule goes by the names of tasks (`change`, `update`, `modify`, `edit`, `amend`, `replace`, `reset`, `correct`, then such as `address`, `email`, `phone`, `bank`, `holder`) and by facts marked `identity`; without such a mark it is silent. A restriction, a handover, a `first` or an approval that reads an identity fact is as good as the guard of the permission.

    ## How to switch it off

    Write `# allow safe-identity-first until 2026-12-31: why` above the line; or, for the whole policy, `levels: safe-identity-first: off` in `handrail.yaml`.

    """#
  case "safe-irreversible-needs-gate":
    #"""
    # safe-irreversible-needs-gate

    `{rule}` lets the AI do `{task}`, and nobody is asked first.

    Set: standard. Severity: hold.

    ## Avoid

    ```
    mark cancel_parcel as irreversible

    rule everyday
      ai may cancel_parcel
    ```

    ## Prefer

    ```
    mark cancel_parcel as irreversible

    rule everyday
      ai may cancel_parcel

    approval cancelling
      for cancel_parcel
      needs 1 team_leader
      answer within 10 minutes
    ```

    ## Why

    What cannot be undone should wait for somebody's yes. An approval that asks at least one person counts, an offer counts, and so does a `first` that lets the customer `confirm` exactly what will happen. `first … ask` and `first … until` don't: they only collect. A gate with a condition counts too; whether it is wide enough is for a promise to say.

    ## How to switch it off

    Write `# allow safe-irreversible-needs-gate until 2026-12-31: why` above the line; or, for the whole policy, `levels: safe-irreversible-needs-gate: off` in `handrail.yaml`.

    """#
  case "safe-known-in-restriction":
    #"""
    # safe-known-in-restriction

    `{test}` lifts `{rule}` wherever `{fact}` is missing.

    Set: core. Severity: hold.

    ## Avoid

    ```
    rule large_damages
      when amount is known and amount above GBP 200
      only a human may pay_damage
    ```

    ## Prefer

    ```
    rule large_damages
      when amount above GBP 200
      only a human may pay_damage
    ```

    ## Why

    By itself `amount above GBP 200` can't be told while the amount is missing, and then the AI waits. With `is known` beside it the restriction is simply not in force. It looks harmless and opens the door. The same goes for `except when amount is unknown`. `is known` alone is left in peace: `when complaint is known` speaks of whether there is one. The fix takes the test out; it asks, because the AI may do less afterwards.

    ## How to switch it off

    It is a *core* rule: `handrail.yaml` can't lower it. An ignore line above the place can, where its heading or the header has an `owner` and a `review by` date: `# allow safe-known-in-restriction until 2026-12-31: why`.

    """#
  case "safe-loosening-unreviewed":
    #"""
    # safe-loosening-unreviewed

    The AI may do more than in the published version {n}: {line}.

    Set: regulated. Severity: hold.

    ## Avoid

    ```
    rule small_refunds
      when amount at most GBP 100
      ai may refund
    ```

    where the published version says `GBP 50`.

    ## Prefer

    ```
    rule small_refunds
      when amount at most GBP 50
      ai may refund
    ```

    or the owner's yes to the wider limit, in the file that `handrail.yaml` names under `published`.

    ## Why

    A tighter policy can wait for the next review, a looser one reaches customers at once. The rule compares the policy with the published one as [`handrail diff`](../diff.md) does, and what that could not settle or does not compare counts as looser. The published policy is kept as a file beside its digest, and the owner's yes is the digest of the policy that was approved: any change of meaning asks again. Without a `file` the rule is silent.

    ## How to switch it off

    Write `# allow safe-loosening-unreviewed until 2026-12-31: why` above the line; or, for the whole policy, `levels: safe-loosening-unreviewed: off` in `handrail.yaml`.

    """#
  case "safe-return-too-easy":
    #"""
    # safe-return-too-easy

    `return to ai` doesn't wait for the case to be closed or the customer to agree.

    Set: standard. Severity: note.

    ## Avoid

    ```
    return to ai
      when anger below 0.3
    ```

    ## Prefer

    ```
    return to ai
      when case.closed is yes and anger below 0.3
    ```

    ## Why

    A person took over for a reason. If only a number, the clock or a queue decides that the AI takes the customer back, it happens in the middle of a sentence. The rule speaks only where nothing in `when` could be somebody's word: no yes-or-no fact, no list, no moment, no answer to an offer. Facts marked `identity`, `emotion`, `sensitive` or `protected` are nobody's word that the case is done.

    ## How to switch it off

    Write `# allow safe-return-too-easy until 2026-12-31: why` above the line; or, for the whole policy, `levels: safe-return-too-easy: off` in `handrail.yaml`.

    """#
  case "safe-sensitive-uncovered":
    #"""
    # safe-sensitive-uncovered

    No rule says what happens when `{fact}` includes `{need}`.

    Set: core. Severity: hold.

    ## Avoid

    ```
    facts
      customer.needs is any of bereavement, hardship

    mark customer.needs as sensitive

    rule grieving
      when customer.needs includes bereavement at any point
      hand over to desk
    ```

    ## Prefer

    ```
    rule grieving
      when customer.needs includes bereavement at any point
      hand over to desk

    rule hardship
      when customer.needs includes hardship at any point
      hand over to desk
    ```

    ## Why

    The host can tell us that a customer is in need, and the policy would serve them like everybody else. Every word of a list (`any of`) that is marked `sensitive` is looked for in rules, gates, `stop ai`, and the definitions, tables and choices behind them; `is empty` and `is not empty` speak of all. Where the fact is declared in a used file, the message stands at the policy's own header, for the rule is missing there.

    ## How to switch it off

    It is a *core* rule: `handrail.yaml` can't lower it. An ignore line above the place can, where its heading or the header has an `owner` and a `review by` date: `# allow safe-sensitive-uncovered until 2026-12-31: why`.

    """#
  case "safe-skip-unknown-restriction":
    #"""
    # safe-skip-unknown-restriction

    `{rule}` is skipped while `{fact}` isn't known.

    Set: core. Severity: hold.

    ## Avoid

    ```
    rule daily_limit
      when paid_today plus amount above GBP 200
      if unknown skip
      only a human may pay_damage
    ```

    ## Prefer

    ```
    rule daily_limit
      when paid_today plus amount above GBP 200
      if unknown apply
      only a human may pay_damage
    ```

    ## Why

    A limit that falls away when data is missing is no limit: on the day the counter fails, everything passes. Without the line the AI waits until the fact is known, with `apply` a person takes over. The message names the facts that let a task through. A fact without which the AI can't do the task anyway is not among them: one that a `first` asks for, that every `ai may` for the task tests, that an approval measures up to a last tier with people in it, or that another restriction tests by itself. Restrictions (`only … may`, `nobody may`) and approvals are looked at; a `hand over` may be skipped, for else one missing reading would hold up every task.

    ## How to switch it off

    It is a *core* rule: `handrail.yaml` can't lower it. An ignore line above the place can, where its heading or the header has an `owner` and a `review by` date: `# allow safe-skip-unknown-restriction until 2026-12-31: why`.

    """#
  case "safe-way-out":
    #"""
    # safe-way-out

    No `way out` says how a customer asks for a person, or `{test}` keeps some from using it.

    Set: core. Severity: hold.

    ## Avoid

    ```
    rule asked_for_a_person
      when wants_human is yes and customer.verified is yes
      hand over to desk

    disclosure
      way out asked_for_a_person
    ```

    ```
    policy parcel_desk version 1
      language 1
      start with ai
      owner "Contact Operations"

    tasks track_parcel

    rule tracking
      ai may track_parcel

    disclosure
      say "Hello, I'm an automated assistant." at start
    ```

    ## Prefer

    ```
    rule asked_for_a_person
      when wants_human is yes
      hand over to desk

    disclosure
      way out asked_for_a_person
    ```

    ## Why

    Who talks to the AI must be able to leave it at any time. The way out is one rule, named under `disclosure`, and nothing but the customer's own words decides it: no date, no trial, no opening hours, no fact about the customer. A window (`in at least 2 of the last 4 turns`) and facts that come with every turn are the customer's words. An exception is PL0704, a way out that hands over to nobody PL0705. A policy in which the AI never holds a conversation needs none. Where a second rule brings a person on the same words of the customer, the two may complete each other, and this rule is silent.

    ## How to switch it off

    It is a *core* rule: `handrail.yaml` can't lower it. An ignore line above the place can, where its heading or the header has an `owner` and a `review by` date: `# allow safe-way-out until 2026-12-31: why`.

    """#
  case "style-format":
    #"""
    # style-format

    This line isn't in the one style, as `handrail fmt` writes it.

    Set: core. Severity: hold.

    ## Avoid

    ```
    rule upset
        hand over to   desk
      when angry is yes
    ```

    ## Prefer

    ```
    rule upset
      when angry is yes
      hand over to desk
    ```

    ## Why

    In one style, a comparison of two versions shows nothing but what was meant. `handrail fmt` writes it, and `handrail fix` does the same; no decision changes.

    ## How to switch it off

    Write `# allow style-format until 2026-12-31: reason` above the line; as a core rule it also wants an `owner` and `review by` there.

    """#
  case "style-long-name":
    #"""
    # style-long-name

    `{name}` is {n} characters long; 40 are enough for a name.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule customers_of_the_premier_segment_who_are_angry
      when angry is yes
      hand over to desk
    ```

    ## Prefer

    ```
    rule angry_premier_customers
      when angry is yes
      hand over to desk
    ```

    ## Why

    Long names wrap, and two that differ only at the end are read as one. The fix offers shorter ones and changes every use. A fact keeps the path by which the host sends it; a task's name has to change in the host too.

    ## How to switch it off

    Write `# allow style-long-name until 2026-12-31: reason` above the line, or `style-long-name: off` under `levels` in `handrail.yaml`.

    """#
  case "style-name-verb":
    #"""
    # style-name-verb

    The task `{task}` is named after a thing, not after what is done.

    Set: standard. Severity: note.

    ## Avoid

    ```
    tasks password_reset

    rule everyday
      ai may password_reset
    ```

    ## Prefer

    ```
    tasks reset_password

    rule everyday
      ai may reset_password
    ```

    ## Why

    A line reads `ai may …`, so what follows should say what the AI does. Only names that begin with a word that is never a verb are spoken of. A task's name is also what the host asks about: change it there too.

    ## How to switch it off

    Write `# allow style-name-verb until 2026-12-31: reason` above the line, or `style-name-verb: off` under `levels` in `handrail.yaml`.

    """#
  case "style-order":
    #"""
    # style-order

    `{heading}` stands below `{other}`, and belongs above it.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule tracking
      ai may track_parcel

    queue desk
      skills service
      if closed or waited too long
        - take message
    ```

    ## Prefer

    ```
    queue desk
      skills service
      if closed or waited too long
        - take message

    rule tracking
      ai may track_parcel
    ```

    ## Why

    The order of headings changes no decision, and it helps whoever reads: words first (`use`, facts, tasks, roles, marks, definitions), then people and time, rules and tables, what must happen before (`first`, approvals, offers), duties, and checks (scenarios, promises). The fix moves headings with the comments above them.

    ## How to switch it off

    Write `# allow style-order until 2026-12-31: reason` above the line, or `style-order: off` under `levels` in `handrail.yaml`.

    """#
  case "test-only-happy":
    #"""
    # test-only-happy

    No scenario has a closed queue, nor a fact that isn't known.

    Set: standard. Severity: note.

    ## Avoid

    ```
    scenario "A small refund is paid by the AI"
      quiet
      given task is pay_refund, amount is GBP 50
      expect ai
    ```

    ## Prefer

    ```
    scenario "A refund of an unknown amount waits for the amount"
      quiet
      given task is pay_refund
      expect ask
    ```

    ## Why

    Customers get lost at night and where data is missing. A scenario of either kind is enough: a decision that sends somebody to a closed queue, or one that rests on something unknown. The fix writes a scenario to start from: read what it expects, and say what should happen.

    ## How to switch it off

    Write `# allow test-only-happy until 2026-12-31: reason` above the line, or `test-only-happy: off` under `levels` in `handrail.yaml`.

    """#
  case "test-promise-none":
    #"""
    # test-promise-none

    There is no promise for `{rule}`, and it is about something sensitive.

    Set: core. Severity: hold.

    ## Avoid

    ```
    mark customer.needs as sensitive

    rule bereaved
      when customer.needs includes bereavement at any point
      hand over to care
    ```

    ## Prefer

    ```
    promise bereaved_customers_reach_a_person
      whenever customer.needs includes bereavement at any point
      expect human
    ```

    ## Why

    A scenario shows one customer. A promise is proved for all of them, also for those whom nobody thought of, and whoever adds an exception later is told that it breaks. It is spoken of where a rule tests a fact marked *sensitive* and the policy has no promise at all. The fix writes one from the rule's own words.

    ## How to switch it off

    Write `# allow test-promise-none until 2026-12-31: reason` above the line; as a core rule it also wants an `owner` and `review by` there.

    """#
  case "test-row-undecided":
    #"""
    # test-row-undecided

    No scenario comes to this row: `{row}`.

    Set: standard. Severity: note.

    ## Avoid

    ```
    table team
      | customer.segment -> queue        |
      | standard         -> desk         |
      | premier          -> premier_desk |

    scenario "An angry customer reaches the desk"
      quiet
      given task is track_parcel, angry is yes, customer.segment is standard
      expect human in desk
    ```

    ## Prefer

    ```
    scenario "An angry premier customer reaches the premier desk"
      quiet
      given task is track_parcel, angry is yes, customer.segment is premier
      expect human in premier_desk
    ```

    ## Why

    Each row of a table or a `choose` is a decision of its own. A slip in a row that no scenario comes to sends those customers elsewhere, and nobody hears of it.

    ## How to switch it off

    Write `# allow test-row-undecided until 2026-12-31: reason` above the line, or `test-row-undecided: off` under `levels` in `handrail.yaml`.

    """#
  case "test-rule-undecided":
    #"""
    # test-rule-undecided

    No scenario is decided by `{heading}`.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule lost_parcels
      when parcel.lost is yes
      hand over to desk
    ```

    ## Prefer

    ```
    rule lost_parcels
      when parcel.lost is yes
      hand over to desk

    scenario "Who lost a parcel reaches a person"
      quiet
      given task is track_parcel, parcel.lost is yes
      expect human in desk because lost_parcels
    ```

    ## Why

    If the rule is changed or taken away by mistake, no scenario notices. Gates, the way back and oversight count too. A policy without any scenario is told once, at its first line. Only decisions that an `expect` speaks of count, as in `handrail test --coverage`; lines of used files are left to the policies that use them.

    ## How to switch it off

    Write `# allow test-rule-undecided until 2026-12-31: reason` above the line, or `test-rule-undecided: off` under `levels` in `handrail.yaml`.

    """#
  case "test-scenario-vague":
    #"""
    # test-scenario-vague

    This `expect` doesn't say why, and would hold for another reason as well.

    Set: standard. Severity: note.

    ## Avoid

    ```
    scenario "An angry customer reaches a person"
      quiet
      given task is track_parcel, angry is yes
      expect human in desk
    ```

    ## Prefer

    ```
    scenario "An angry customer reaches a person"
      quiet
      given task is track_parcel, angry is yes
      expect human in desk because upset
    ```

    ## Why

    Without `because` the scenario also holds when the rule that it is about does nothing and another one brings the customer to the same desk. The fix names the headings that decided. An `expect` of a duty, or of a default of the language, needs no reason.

    ## How to switch it off

    Write `# allow test-scenario-vague until 2026-12-31: reason` above the line, or `test-scenario-vague: off` under `levels` in `handrail.yaml`.

    """#
  case "test-window-edge":
    #"""
    # test-window-edge

    No scenario tries `{window}` with only {n} turns that count.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule upset
      when anger above 0.7 in at least 2 of the last 3 turns
      hand over to desk

    scenario "Two angry turns reach a person"
      quiet
      turn anger is 0.8
      turn anger is 0.9
      expect human because upset
    ```

    ## Prefer

    ```
    scenario "One angry turn does not"
      quiet
      turn anger is 0.8
      turn anger is 0.3
      expect ai
    ```

    ## Why

    A window is easy to get wrong by one. Try it with exactly as many turns as it needs, and with one fewer: the customers on the two sides of the edge are the ones whom a slip sends elsewhere.

    ## How to switch it off

    Write `# allow test-window-edge until 2026-12-31: reason` above the line, or `test-window-edge: off` under `levels` in `handrail.yaml`.

    """#
  case "time-clock-change-week":
    #"""
    # time-clock-change-week

    Rules look at `{calendar}`, and no scenario plays in a week in which the clocks change.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule by_night
      when outside office
      hand over to night_desk

    scenario "At night a person is there"
      at 2026-03-04 23:00
    ```

    ## Prefer

    ```
    scenario "On the night of the change a person is there"
      at 2026-03-29 23:00
    ```

    ## Why

    Opening hours go wrong when the clocks change: an hour is skipped or comes twice. One scenario in such a week, Monday to Sunday, is enough. Nothing is said where the clocks of the calendar's zone don't change. The fix adds a scenario on the next day of a change; what you expect, and at which hour, is for you to fill in.

    ## How to switch it off

    Write `# allow time-clock-change-week until 2026-12-31: reason` above the line, or `time-clock-change-week: off` under `levels` in `handrail.yaml`.

    """#
  case "time-day-means-24h":
    #"""
    # time-day-means-24h

    `1 day` is 24 hours, not a working day.

    Set: standard. Severity: note.

    ## Avoid

    ```
    if closed or waited too long
      - offer callback within 1 day
    ```

    ## Prefer

    ```
    if closed or waited too long
      - offer callback within 8 hours of office
    ```

    ## Why

    A day is 24 hours, through nights and weekends: what is promised on Friday evening is due on Saturday evening. `1 day of office` counts 24 hours of opening time, which is three working days of eight hours. Say hours, and mean them.

    ## How to switch it off

    Write `# allow time-day-means-24h until 2026-12-31: reason` above the line, or `time-day-means-24h: off` under `levels` in `handrail.yaml`.

    """#
  case "time-expired-rule":
    #"""
    # time-expired-rule

    `{rule}` ended on {date}.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule winter_sale
      starts on 2025-12-01
      ends on 2026-01-31
      ai may claim_voucher
    ```

    ## Prefer

    ```
    rule vouchers
      only a human may claim_voucher
    ```

    ## Why

    It does nothing any more, and readers take it for a rule that holds. The fix removes it and changes no decision from today on; it isn't offered where a way out, a scenario or a promise names the rule, or where a scenario plays on a day on which it was in force.

    ## How to switch it off

    Write `# allow time-expired-rule until 2026-12-31: reason` above the line, or `time-expired-rule: off` under `levels` in `handrail.yaml`.

    """#
  case "time-gap-unserved":
    #"""
    # time-gap-unserved

    For {hours} hours of the year nobody is there for `{queue}`, and only a message is taken.

    Set: standard. Severity: note.

    ## Avoid

    ```
    queue care
      hours office
      if closed or waited too long
        - take message
    ```

    ## Prefer

    ```
    queue care
      hours office
      if closed or waited too long
        - offer callback within 12 hours
        - take message
    ```

    ## Why

    A message is what is left when nothing else is. It is said of a queue that customers are handed to, where it and every queue that its ladder tries are closed at the same time and no callback is offered. The calendars are followed for a year from today. Where the hours are fine as they are, allow it with that reason.

    ## How to switch it off

    Write `# allow time-gap-unserved until 2026-12-31: reason` above the line, or `time-gap-unserved: off` under `levels` in `handrail.yaml`.

    """#
  case "time-no-holidays":
    #"""
    # time-no-holidays

    `{calendar}` has no closing dates for {year}.

    Set: standard. Severity: note.

    ## Avoid

    ```
    calendar office in Europe/London
      mon to fri from 08:00 to 18:00
    ```

    ## Prefer

    ```
    calendar office in Europe/London
      mon to fri from 08:00 to 18:00
      closed on 2026-12-25, 2026-12-28
    ```

    ## Why

    On a public holiday customers would be sent to people who are not there. A closing date or special hours in this year or a later one are enough. A calendar that is open every day around the clock is left alone. The fix puts the last day of the year; your own dates are for you to fill in.

    ## How to switch it off

    Write `# allow time-no-holidays until 2026-12-31: reason` above the line, or `time-no-holidays: off` under `levels` in `handrail.yaml`.

    """#
  case "time-zone-implicit":
    #"""
    # time-zone-implicit

    `{calendar}` names no zone, and the teams work in more than one.

    Set: core. Severity: hold.

    ## Avoid

    ```
    calendar london_hours
      mon to fri from 08:00 to 18:00

    calendar madrid_hours in Europe/Madrid
      mon to fri from 09:00 to 19:00
    ```

    ## Prefer

    ```
    calendar london_hours in Europe/London
      mon to fri from 08:00 to 18:00

    calendar madrid_hours in Europe/Madrid
      mon to fri from 09:00 to 19:00
    ```

    ## Why

    Such a calendar follows the policy's own zone, which may not be where these people are: they would be called an hour too early or too late. It is said where the hours of queues follow at least two zones whose clocks have differed since 2020. The fix writes the policy's zone; put another one where that is wrong.

    ## How to switch it off

    Write `# allow time-zone-implicit until 2026-12-31: reason` above the line; as a core rule it also wants an `owner` and `review by` there.

    """#
  case "voice-channel-words":
    #"""
    # voice-channel-words

    `{rule}` says "press 1" in a policy for chat.

    Set: standard. Severity: note.

    ## Avoid

    ```
      say "Press 1 if you wish to hear this again."
    ```

    ## Prefer

    ```
      say "Say 'again' if you wish to read this once more."
    ```

    ## Why

    In a chat there is nothing to press, and on the phone nothing to click. The channels come from `handrail.yaml`, else from a fact called `channel`; without either the rule is silent. It is also silent where a policy serves both screens and phones. "We'll call you back" is fine everywhere.

    ## How to switch it off

    Write `# allow voice-channel-words until 2026-12-31: why` above the line; or, for the whole policy, `levels: voice-channel-words: off` in `handrail.yaml`.

    """#
  case "voice-handover-silent":
    #"""
    # voice-handover-silent

    The handover by `{rule}` says nothing to the customer.

    Set: standard. Severity: hold.

    ## Avoid

    ```
    rule upset
      when anger above 0.7
      hand over to desk
    ```

    ## Prefer

    ```
    rule upset
      when anger above 0.7
      hand over to desk

    handoff
      say "I'm passing you to a colleague with our chat so far."
    ```

    ## Why

    A chat that falls silent looks broken, and people leave before the person comes. A `say` in the rule speaks, and so does one under `handoff` for its queue or for all. One message for all rules of the policy: most often one line under `handoff` is the answer.

    ## How to switch it off

    Write `# allow voice-handover-silent until 2026-12-31: why` above the line; or, for the whole policy, `levels: voice-handover-silent: off` in `handrail.yaml`.

    """#
  case "voice-no-start-disclosure":
    #"""
    # voice-no-start-disclosure

    Nothing tells the customer at the start that a machine is speaking.

    Set: core. Severity: hold.

    ## Avoid

    ```
    disclosure
      way out asked_for_a_person
    ```

    ## Prefer

    ```
    disclosure
      say "Hello, I'm the shop's automated assistant." at start
      way out asked_for_a_person
    ```

    ## Why

    People must know whom they talk to before they say anything, and in many places the law says so. `say … when asked_if_bot is yes` comes too late. Where a person starts every conversation (`start with human`) the AI's first words are those `at every change`, and these are enough.

    ## How to switch it off

    It is a *core* rule: `handrail.yaml` can't lower it. An ignore line above the place can, where its heading or the header has an `owner` and a `review by` date: `# allow voice-no-start-disclosure until 2026-12-31: why`.

    """#
  case "voice-promises-time":
    #"""
    # voice-promises-time

    `{rule}` says 4 hours, but `{queue}` says 2 hours.

    Set: standard. Severity: note.

    ## Avoid

    ```
    queue desk
      if closed or waited too long
        - offer callback within 2 hours
        - take message

    rule lost_parcels
      when lost is yes
      hand over to desk
      say "We'll call you back within 4 hours."
    ```

    ## Prefer

    ```
    rule lost_parcels
      when lost is yes
      hand over to desk
      say "We'll call you back within 2 hours."
    ```

    ## Why

    A customer who waits for a call at the wrong time calls again, crosser. The rule looks at sentences about a call back in the messages of a rule or `handoff` that leads to a queue, and at every callback to which the queue's ladder can come.

    ## How to switch it off

    Write `# allow voice-promises-time until 2026-12-31: why` above the line; or, for the whole policy, `levels: voice-promises-time: off` in `handrail.yaml`.

    """#
  case "voice-reading-level":
    #"""
    # voice-reading-level

    A message of `{rule}` has 231 characters, or reads like a higher school year than is set.

    Set: standard. Severity: note.

    ## Avoid

    ```
      say "We have received what you told us about your parcel, and will now begin an investigation, which usually includes the depot, the carrier, the neighbours and, where necessary, customs, before we come back to you."
    ```

    ## Prefer

    ```
      say "We start to look for your parcel now. A colleague tells you what we find."
    ```

    ## Why

    People who are upset or in a hurry read two lines. More than 200 characters are too many; `handrail.yaml` may set another length. Where it sets a school year, messages in English are measured by the formula of Flesch and Kincaid (length of sentences and words): those marked `en`, else the default wording.

    ## How to switch it off

    Write `# allow voice-reading-level until 2026-12-31: why` above the line; or, for the whole policy, `levels: voice-reading-level: off` in `handrail.yaml`.

    """#
  case "voice-refusal-no-next-step":
    #"""
    # voice-refusal-no-next-step

    The refusal of `{rule}` says what isn't possible, and not what is.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule stays_shut
      nobody may open_parcel
      say "Sorry. We can't open parcels."
    ```

    ## Prefer

    ```
    rule stays_shut
      nobody may open_parcel
      say "We can't open parcels, but whoever sent it can tell you what is inside."
    ```

    ## Why

    Who is only told no asks again, or calls. The rule reads English words: it speaks where every part of the message denies or apologises. A part without a denial is taken for the next step, and so are `hand over`, `bring in` and `contact customer` in the same rule.

    ## How to switch it off

    Write `# allow voice-refusal-no-next-step until 2026-12-31: why` above the line; or, for the whole policy, `levels: voice-refusal-no-next-step: off` in `handrail.yaml`.

    """#
  case "voice-two-messages":
    #"""
    # voice-two-messages

    `{rule}` and `{rule}` would both speak to the same customer.

    Set: standard. Severity: hold.

    ## Avoid

    ```
    rule angry
      when anger above 0.6
      hand over to desk
      say "I'm sorry about this. A colleague takes over now."

    rule furious
      when anger above 0.9
      hand over to desk
      say "This has gone wrong. Our best colleague takes over now."
    ```

    ## Prefer

    ```
    rule angry
      when anger above 0.6
      hand over to desk
      say "I'm sorry about this. A colleague takes over now."

    rule furious
      when anger above 0.9
      hand over to desk
      urgency high
    ```

    ## Why

    Only one message is said at a handover, and one at a refusal: that of the rule whose name comes first in the alphabet. Here nobody would ever hear the words for the furious. The rule speaks where one rule can't apply without the other, to the same queue or over the same task, and their words differ. That two different reasons may meet by chance is no finding.

    ## How to switch it off

    Write `# allow voice-two-messages until 2026-12-31: why` above the line; or, for the whole policy, `levels: voice-two-messages: off` in `handrail.yaml`.

    """#
  case "voice-unsure-apology":
    #"""
    # voice-unsure-apology

    `{rule}` says "sorry for your loss" on a single reading of a score.

    Set: standard. Severity: note.

    ## Avoid

    ```
    rule grieving
      when grief above 0.6
      hand over to desk
      say "I'm sorry for your loss. A colleague will help you now."
    ```

    ## Prefer

    ```
    rule grieving
      when grief above 0.6 in at least 2 of the last 3 turns
      hand over to desk
      say "I'm sorry for your loss. A colleague will help you now."
    ```

    ## Why

    A detector that is wrong once consoles somebody who has lost nobody. Words of loss, illness and distress want more than one reading: a window, an average, a score of at least 0.9, a `trusted` score, or something that the customer said. The rule reads English words.

    ## How to switch it off

    Write `# allow voice-unsure-apology until 2026-12-31: why` above the line; or, for the whole policy, `levels: voice-unsure-apology: off` in `handrail.yaml`.

    """#
  case _: nil
  }
}
