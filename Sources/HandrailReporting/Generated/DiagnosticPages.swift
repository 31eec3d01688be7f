// swift-format-ignore-file
// Made by docs/generate_pages.py from docs/diagnostics; change the pages there.

/// The codes that have a page, sorted.
package let diagnosticPageCodes: [String] = [
  "PL0101",
  "PL0102",
  "PL0103",
  "PL0104",
  "PL0105",
  "PL0106",
  "PL0107",
  "PL0108",
  "PL0109",
  "PL0110",
  "PL0111",
  "PL0112",
  "PL0113",
  "PL0114",
  "PL0115",
  "PL0116",
  "PL0117",
  "PL0118",
  "PL0119",
  "PL0120",
  "PL0121",
  "PL0122",
  "PL0123",
  "PL0124",
  "PL0125",
  "PL0126",
  "PL0127",
  "PL0201",
  "PL0202",
  "PL0203",
  "PL0204",
  "PL0205",
  "PL0206",
  "PL0207",
  "PL0208",
  "PL0209",
  "PL0210",
  "PL0211",
  "PL0212",
  "PL0213",
  "PL0214",
  "PL0215",
  "PL0216",
  "PL0217",
  "PL0301",
  "PL0302",
  "PL0303",
  "PL0304",
  "PL0305",
  "PL0306",
  "PL0307",
  "PL0308",
  "PL0309",
  "PL0310",
  "PL0311",
  "PL0312",
  "PL0313",
  "PL0314",
  "PL0315",
  "PL0316",
  "PL0317",
  "PL0318",
  "PL0319",
  "PL0320",
  "PL0321",
  "PL0322",
  "PL0401",
  "PL0402",
  "PL0403",
  "PL0404",
  "PL0405",
  "PL0406",
  "PL0407",
  "PL0408",
  "PL0409",
  "PL0410",
  "PL0411",
  "PL0412",
  "PL0413",
  "PL0414",
  "PL0415",
  "PL0416",
  "PL0501",
  "PL0502",
  "PL0503",
  "PL0504",
  "PL0505",
  "PL0506",
  "PL0507",
  "PL0508",
  "PL0509",
  "PL0510",
  "PL0511",
  "PL0601",
  "PL0602",
  "PL0603",
  "PL0604",
  "PL0605",
  "PL0606",
  "PL0607",
  "PL0608",
  "PL0609",
  "PL0610",
  "PL0611",
  "PL0612",
  "PL0613",
  "PL0614",
  "PL0615",
  "PL0616",
  "PL0701",
  "PL0702",
  "PL0703",
  "PL0704",
  "PL0705",
  "PL0706",
  "PL0707",
  "PL0801",
  "PL0802",
  "PL0803",
  "PL0804",
  "PL0805",
  "PL0806",
  "PL0807",
  "PL0808",
  "PL0809",
  "PL0810",
]

/// The page of a message as Markdown; `nil` where the code has none.
package func diagnosticPage(_ code: String) -> String? {
  switch code {
  case "PL0101":
    #"""
    # PL0101

    "{word}" isn't a heading I know. Did you mean `{best}`?

    Severity: stop.

    ## Avoid

    ```
    rul late_fees
      ai may waive_fee
    ```

    ## Prefer

    ```
    rule late_fees
      ai may waive_fee
    ```

    ## Why

    Every line at the edge of the page opens a heading, and the lines below belong to it. A heading that is misspelt would take its lines with it.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0102":
    #"""
    # PL0102

    A `{clause}` line belongs under `{heading}`; this one is under `{heading} {name}`.

    Severity: stop.

    ## Avoid

    ```
    rule late_fees
      skills accounts
      ai may waive_fee
    ```

    ## Prefer

    ```
    queue general_care
      skills accounts
    ```

    ## Why

    Each line means something only under its own heading.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0103":
    #"""
    # PL0103

    This `{heading}` needs a name, such as `{heading} late_fees`.

    Severity: stop.

    ## Avoid

    ```
    rule
      ai may waive_fee
    ```

    ## Prefer

    ```
    rule late_fees
      ai may waive_fee
    ```

    ## Why

    Explanations, promises and other lines speak of a heading by its name.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0104":
    #"""
    # PL0104

    Names use small letters and underscores: `{suggested}`.

    Severity: stop.

    ## Avoid

    ```
    rule LateFees
    ```

    ## Prefer

    ```
    rule late_fees
    ```

    ## Why

    With one way to write a name, no two names look alike.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0105":
    #"""
    # PL0105

    `{word}` is one of the language's own words, so it can't be a name.

    Severity: stop.

    ## Avoid

    ```
    facts
      unknown is yes or no
    ```

    ## Prefer

    ```
    facts
      unknown_value is yes or no
    ```

    ## Why

    A name that is also a word of the language could be read two ways.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0106":
    #"""
    # PL0106

    Write numbers without commas: `10000`.

    Severity: stop.

    ## Avoid

    ```
    when amount above GBP 10,000
    ```

    ## Prefer

    ```
    when amount above GBP 10000
    ```

    ## Why

    A comma separates the items of a list.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0107":
    #"""
    # PL0107

    Write the currency as a code before the amount: `GBP 50`.

    Severity: stop.

    ## Avoid

    ```
    when amount above £50
    ```

    ## Prefer

    ```
    when amount above GBP 50
    ```

    ## Why

    A sign such as $ stands for many currencies, a code for one.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0108":
    #"""
    # PL0108

    This text starts with a quote mark and never ends.

    Severity: stop.

    ## Avoid

    ```
    say "We can't do that here.
    ```

    ## Prefer

    ```
    say "We can't do that here."
    ```

    ## Why

    A text ends on the line that it starts on.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0109":
    #"""
    # PL0109

    These are curly quotes from a word processor. I need straight ones.

    Severity: stop.

    ## Avoid

    ```
    say “We can’t do that here.”
    ```

    ## Prefer

    ```
    say "We can't do that here."
    ```

    ## Why

    Straight quotes look the same in every program.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0110":
    #"""
    # PL0110

    One line mixes "and" with "or". People read that two ways, so I don't guess.

    Severity: stop.

    ## Avoid

    ```
    when vip is yes and amount above GBP 5 or age below 18
    ```

    ## Prefer

    ```
    when any of
      - age below 18
      - all of
        -- vip is yes
        -- amount above GBP 5
    ```

    ## Why

    The two readings send different customers to a person.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0111":
    #"""
    # PL0111

    This rule has two `when` lines. Should both be true, or either?

    Severity: stop.

    ## Avoid

    ```
    rule late_fees
      when vip is yes
      when amount below GBP 5
      ai may waive_fee
    ```

    ## Prefer

    ```
    rule late_fees
      when vip is yes and amount below GBP 5
      ai may waive_fee
    ```

    ## Why

    The two readings send different customers to a person.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0112":
    #"""
    # PL0112

    A dash line needs `all of`, `any of` or `none of` above it.

    Severity: stop.

    ## Avoid

    ```
    rule late_fees
      - vip is yes
    ```

    ## Prefer

    ```
    rule late_fees
      when all of
        - vip is yes
        - amount below GBP 5
    ```

    ## Why

    Without it I can't tell whether all lines must hold or one of them.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0113":
    #"""
    # PL0113

    Dashes go two deep at most. Give the inner group a name with `define`.

    Severity: stop.

    ## Avoid

    ```
    - all of
      -- any of
        --- vip is yes
    ```

    ## Prefer

    ```
    define valued_customer
      when vip is yes or segment is premier
    ```

    ## Why

    A group with a name can be read and tested by itself.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0114":
    #"""
    # PL0114

    I use one wording for each comparison. Write `{above/below/at least/at most}` instead of "{found}".

    Severity: stop.

    ## Avoid

    ```
    when amount more than GBP 50
    ```

    ## Prefer

    ```
    when amount above GBP 50
    ```

    ## Why

    One wording leaves no doubt whether the limit itself counts.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0115":
    #"""
    # PL0115

    "not" works on one fact: `is not`, `is not one of`, `excludes`. For several lines use `none of`.

    Severity: stop.

    ## Avoid

    ```
    when not vip is yes
    ```

    ## Prefer

    ```
    when vip is not yes
    ```

    ## Why

    Before a whole test, "not" is easily read past.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0116":
    #"""
    # PL0116

    This row has {n} columns and the table has {m}.

    Severity: stop.

    ## Avoid

    ```
    | segment  | amount -> queue |
    | standard -> general_care     |
    ```

    ## Prefer

    ```
    | segment  | amount -> queue        |
    | standard | any    -> general_care |
    ```

    ## Why

    A cell in the wrong column would decide something else.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0117":
    #"""
    # PL0117

    The line above ends in a comma, so I joined these two.

    Severity: stop.

    ## Avoid

    ```
    tasks check_balance, issue_refund,
    rule late_fees
    ```

    ## Prefer

    ```
    tasks check_balance, issue_refund

    rule late_fees
    ```

    ## Why

    A line that ends in a comma goes on in the next one.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0118":
    #"""
    # PL0118

    Use the 24-hour clock: `20:00`.

    Severity: stop.

    ## Avoid

    ```
    mon to fri from 8am to 8pm
    ```

    ## Prefer

    ```
    mon to fri from 08:00 to 20:00
    ```

    ## Why

    Eight o'clock comes twice a day.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0119":
    #"""
    # PL0119

    `03/04/2026` could be March or April. Write `2026-03-04` or `2026-04-03`.

    Severity: stop.

    ## Avoid

    ```
    closed on 03/04/2026
    ```

    ## Prefer

    ```
    closed on 2026-04-03
    ```

    ## Why

    Day and month change places between countries.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0120":
    #"""
    # PL0120

    There is an invisible character here (often from a web page).

    Severity: stop.

    ## Avoid

    ```
    when vip is[no-break space]yes
    ```

    ## Prefer

    ```
    when vip is yes
    ```

    ## Why

    What nobody can see must not change what a policy says.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0121":
    #"""
    # PL0121

    This file is written for language {n}; this tool reads up to {m}.

    Severity: stop.

    ## Avoid

    ```
    language 9
    ```

    ## Prefer

    ```
    language 1
    ```

    ## Why

    The file may say things that this tool would read wrongly. Use a newer tool.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0122":
    #"""
    # PL0122

    `{word}` isn't needed here.

    Severity: stop.

    ## Avoid

    ```
    when vip is yes then
    ```

    ## Prefer

    ```
    when vip is yes
    ```

    ## Why

    Every word of a line counts, so I don't skip any.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0123":
    #"""
    # PL0123

    A window needs "at least": `in at least 2 of the last 3 turns`.

    Severity: stop.

    ## Avoid

    ```
    when anger above 0.7 in 2 of the last 3 turns
    ```

    ## Prefer

    ```
    when anger above 0.7 in at least 2 of the last 3 turns
    ```

    ## Why

    "Exactly 2" and "2 or more" send different customers to a person.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0124":
    #"""
    # PL0124

    I stopped understanding this line at "{word}".

    Severity: stop.

    ## Avoid

    ```
    rule late_fees
      ai can waive_fee
    ```

    ## Prefer

    ```
    rule late_fees
      ai may waive_fee
    ```

    ## Why

    The message shows what a line under that heading usually looks like.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0125":
    #"""
    # PL0125

    These bytes are no UTF-8 text, so I can't tell which letters they are.

    Severity: stop.

    ## Avoid

    ```
    a file saved as Latin-1 or UTF-16
    ```

    ## Prefer

    ```
    the same file saved as UTF-8
    ```

    ## Why

    Save the file as UTF-8, which every editor offers.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0126":
    #"""
    # PL0126

    This file is larger than I read: 16 MiB and 8 million words at most.

    Severity: stop.

    ## Avoid

    ```
    one file with everything in it
    ```

    ## Prefer

    ```
    use "shared.policy"
    ```

    ## Why

    A policy that large is more likely a mistake; split it with `use`.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0127":
    #"""
    # PL0127

    A file begins with `policy`, a name and a version.

    Severity: stop.

    ## Avoid

    ```
    facts
      vip is yes or no
    ```

    ## Prefer

    ```
    policy care version 1
      language 1

    facts
      vip is yes or no
    ```

    ## Why

    Every decision names the policy and the version that made it.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0201":
    #"""
    # PL0201

    No fact is called `{x}`. Closest: `{best}`.

    Severity: stop.

    ## Avoid

    ```
    when verifid is yes
    ```

    ## Prefer

    ```
    when verified is yes
    ```

    ## Why

    A test on a name that nobody declares could never be answered. Declare the fact under `facts`, or mend the name; the fix mends every use of it.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0202":
    #"""
    # PL0202

    `{x}` isn't in the list of tasks. Add it, or use `{best}`?

    Severity: stop.

    ## Avoid

    ```
    ai may isue_refund
    ```

    ## Prefer

    ```
    ai may issue_refund
    ```

    ## Why

    Only tasks that are listed can be allowed, restricted or refused.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0203":
    #"""
    # PL0203

    No queue is called `{x}`.

    Severity: stop.

    ## Avoid

    ```
    hand over to general_car
    ```

    ## Prefer

    ```
    hand over to general_care
    ```

    ## Why

    Customers would be sent to a team that does not exist.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0204":
    #"""
    # PL0204

    No role is called `{x}`.

    Severity: stop.

    ## Avoid

    ```
    only team_leadr may issue_refund
    ```

    ## Prefer

    ```
    only team_leader may issue_refund
    ```

    ## Why

    Nobody could ever hold a role that is not listed.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0205":
    #"""
    # PL0205

    No {table, approval, offer, calendar} is called `{x}`.

    Severity: stop.

    ## Avoid

    ```
    when during office_hours
    ```

    ## Prefer

    ```
    calendar office_hours
      mon to fri from 08:00 to 18:00
    ```

    ## Why

    What a line names has to be written somewhere. For `hand over using` it must be a table with a `queue` column, or a `choose` of queues.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0206":
    #"""
    # PL0206

    `{x}` is already defined at {place}.

    Severity: stop.

    ## Avoid

    ```
    rule late_fees
      ai may waive_fee

    rule late_fees
      nobody may waive_fee
    ```

    ## Prefer

    ```
    rule late_fees
      ai may waive_fee

    rule late_fees_abroad
      nobody may waive_fee
    ```

    ## Why

    With two of one name, nobody could say which is meant. Names are unique in all files together; `prefer queues`, `disclosure` and `assist` stand once, `handoff` once for each queue. Facts that the engine knows by itself (`task`, `handler`, `now`, …) are never declared.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0207":
    #"""
    # PL0207

    `{fact}` can be {list}; `{x}` isn't one of them.

    Severity: stop.

    ## Avoid

    ```
    when segment is premir
    ```

    ## Prefer

    ```
    when segment is premier
    ```

    ## Why

    A value that can never come would make the line silently useless.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0208":
    #"""
    # PL0208

    I can't find the file "{path}". I looked in {places}.

    Severity: stop.

    ## Avoid

    ```
    use "shraed.policy"
    ```

    ## Prefer

    ```
    use "shared.policy"
    ```

    ## Why

    Names and rules of that file are missing, so the rest can't be checked. Used files stand beside the file that uses them, or below.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0209":
    #"""
    # PL0209

    These definitions depend on each other in a circle: {path}.

    Severity: stop.

    ## Avoid

    ```
    define calm
      when trusted is yes

    define trusted
      when calm is yes
    ```

    ## Prefer

    ```
    define calm
      when anger below 0.2

    define trusted
      when calm is yes and verified is yes
    ```

    ## Why

    Each one needs another one's answer first, so none would ever be settled. Tables, `choose` and `like` count too.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0210":
    #"""
    # PL0210

    `{fact}` is described differently in {a} and {b}.

    Severity: stop.

    ## Avoid

    ```
    verified is yes or no               in shared.policy
    verified is yes or no or unknown    in branch.policy
    ```

    ## Prefer

    ```
    verified is yes or no or unknown    in shared.policy alone
    ```

    ## Why

    One fact has one kind, whoever reads it. The very same words in two files are fine.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0211":
    #"""
    # PL0211

    The message mentions `{x}`, which isn't a fact, so customers would see the braces.

    Severity: stop.

    ## Avoid

    ```
    say "We can't refund {amont} here."
    ```

    ## Prefer

    ```
    say "We can't refund {amount} here."
    ```

    ## Why

    Words in braces are replaced by the value of a fact.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0212":
    #"""
    # PL0212

    `{fact}` is free text. Text can be shown or passed on, never tested.

    Severity: stop.

    ## Avoid

    ```
    when summary is known
    ```

    ## Prefer

    ```
    when complaint is yes
    ```

    ## Why

    Decisions on free text could be neither checked nor explained. Let a detector turn the text into a fact with a kind.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0213":
    #"""
    # PL0213

    `{fact}` is worked out, but no table or `choose` works it out.

    Severity: stop.

    ## Avoid

    ```
    facts
      sla_minutes is number 0 to 1440 worked out
    ```

    ## Prefer

    ```
    table pace
      | segment  -> sla_minutes |
      | standard -> 30          |
      | premier  -> 5           |
    ```

    ## Why

    Without a table that writes it, it would be unknown for ever.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0214":
    #"""
    # PL0214

    `{heading}` can't give `{fact}` a value: only a fact declared `worked out` takes one.

    Severity: stop.

    ## Avoid

    ```
    facts
      sla_minutes is number 0 to 1440
    ```

    ## Prefer

    ```
    facts
      sla_minutes is number 0 to 1440 worked out
    ```

    ## Why

    A fact has one source: the host sends it, or one table works it out.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0215":
    #"""
    # PL0215

    `{definition}` reads `{fact}` as it was before the decision in one place and as decided in another.

    Severity: stop.

    ## Avoid

    ```
    define with_a_person
      when handler is human

    rule calm
      when with_a_person is no
      ai may check_balance

    assist
      when with_a_person is yes
      suggest reply_draft
    ```

    ## Prefer

    ```
    rule calm
      when handler is ai
      ai may check_balance

    assist
      when handler is human
      suggest reply_draft
    ```

    ## Why

    Rules read `handler`, `choice.…` and `approval.…` as of the start; `assist`, `oversight`, messages and promises read them as decided. One name would then mean two things.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0216":
    #"""
    # PL0216

    `{fact}` may not be said to a customer.

    Severity: stop.

    ## Avoid

    ```
    say "You wrote: {summary}"
    ```

    ## Prefer

    ```
    say "Thank you for your message."
    ```

    ## Why

    Secrets and free text in a message could reach the wrong person. They may travel with a handoff.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0217":
    #"""
    # PL0217

    This policy has more than {most} headings and names.

    Severity: stop.

    ## Avoid

    ```
    one policy with 200000 rules
    ```

    ## Prefer

    ```
    a table, or lists of tasks with `mark`, in place of one rule for each case
    ```

    ## Why

    A policy that large is more likely a mistake, and it is checked no further.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0301":
    #"""
    # PL0301

    `{fact}` is money; `50` has no currency. Write `GBP 50`.

    Severity: stop.

    ## Avoid

    ```
    when amount above 50
    ```

    ## Prefer

    ```
    when amount above GBP 50
    ```

    ## Why

    An amount without a currency could be read in any of them.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0302":
    #"""
    # PL0302

    `{fact}` is in GBP, this amount is in EUR, and I don't convert.

    Severity: stop.

    ## Avoid

    ```
    when amount above EUR 50
    ```

    ## Prefer

    ```
    when amount above GBP 45
    ```

    ## Why

    A rate that changes every day would change who may do what.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0303":
    #"""
    # PL0303

    Five what? Write `5 minutes` (or seconds, hours, days).

    Severity: stop.

    ## Avoid

    ```
    when waited above 5
    ```

    ## Prefer

    ```
    when waited above 5 minutes
    ```

    ## Why

    Five seconds and five days send different customers to a person.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0304":
    #"""
    # PL0304

    `{fact}` is yes or no, so it can't be above or below anything.

    Severity: stop.

    ## Avoid

    ```
    when verified above yes
    ```

    ## Prefer

    ```
    when verified is yes
    ```

    ## Why

    Only numbers, scores, levels, money and lengths of time have an order.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0305":
    #"""
    # PL0305

    `{fact}` runs from 0 to 1, so `above 7` can never happen. Did you mean `0.7`?

    Severity: stop.

    ## Avoid

    ```
    when anger above 7
    ```

    ## Prefer

    ```
    when anger above 0.7
    ```

    ## Why

    A line that can never hold looks like a safeguard and is none.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0306":
    #"""
    # PL0306

    `{fact}` isn't measured every turn, so it has no "last 3 turns".

    Severity: stop.

    ## Avoid

    ```
    facts
      anger is score

    rule calming
      when anger above 0.7 in at least 2 of the last 3 turns
    ```

    ## Prefer

    ```
    facts
      anger is score every turn
    ```

    ## Why

    A window counts turns, so all that it looks at must come with every turn, and a window never stands on another one.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0307":
    #"""
    # PL0307

    At least 4 of 3 turns can never happen.

    Severity: stop.

    ## Avoid

    ```
    in at least 4 of the last 3 turns
    ```

    ## Prefer

    ```
    in at least 2 of the last 3 turns
    ```

    ## Why

    A window that can never hold looks like a safeguard and is none.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0308":
    #"""
    # PL0308

    The longest window is 20 turns.

    Severity: stop.

    ## Avoid

    ```
    in at least 2 of the last 30 turns
    ```

    ## Prefer

    ```
    in at least 2 of the last 20 turns
    ```

    ## Why

    Hosts send at most the last 20 turns with a question. For "ever" write `at any point`.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0309":
    #"""
    # PL0309

    `{fact}` can hold several values at once: use `includes`.

    Severity: stop.

    ## Avoid

    ```
    when needs is hardship
    ```

    ## Prefer

    ```
    when needs includes hardship
    ```

    ## Why

    A set is never equal to one of its words alone.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0310":
    #"""
    # PL0310

    `{fact}` has exactly one value: use `is`.

    Severity: stop.

    ## Avoid

    ```
    when segment includes premier
    ```

    ## Prefer

    ```
    when segment is premier
    ```

    ## Why

    Only an `any of` fact can include something.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0311":
    #"""
    # PL0311

    You can add money to money; this adds money to {kind}.

    Severity: stop.

    ## Avoid

    ```
    when amount plus age above GBP 50
    ```

    ## Prefer

    ```
    when amount plus refunds_today above GBP 50
    ```

    ## Why

    A sum has a meaning only within one kind.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0312":
    #"""
    # PL0312

    `{a} plus {b}` can reach {max}, beyond what I can store. Lower a limit.

    Severity: stop.

    ## Avoid

    ```
    points is number 0 to 9000000000000000000
    ```

    ## Prefer

    ```
    points is number 0 to 1000000000
    ```

    ## Why

    Numbers are kept exactly, without rounding, so the largest one must fit.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0313":
    #"""
    # PL0313

    Is this `0.7`, `70%`, or 70 points?

    Severity: stop.

    ## Avoid

    ```
    when anger above 70
    ```

    ## Prefer

    ```
    when anger above 0.7
    ```

    ## Why

    These readings are a hundred times apart.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0314":
    #"""
    # PL0314

    Column "{head}" holds {kind}; this cell holds {kind}.

    Severity: stop.

    ## Avoid

    ```
    | age         -> queue        |
    | above GBP 5 -> general_care |
    ```

    ## Prefer

    ```
    | age      -> queue        |
    | above 18 -> general_care |
    ```

    ## Why

    A cell is compared with what its column holds.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0315":
    #"""
    # PL0315

    `{fact}` is promised always, so "is unknown" can be yes only on a fault. Should it be `or unknown`?

    Severity: stop.

    ## Avoid

    ```
    facts
      verified is yes or no

    rule ask_first
      when verified is unknown
      only a human may issue_refund
    ```

    ## Prefer

    ```
    facts
      verified is yes or no or unknown
    ```

    ## Why

    A promised fact that is missing is a fault, and a fault already sends the customer to a person. The same holds for `unknown` in a table.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0316":
    #"""
    # PL0316

    The limits of `{fact}` don't work: {why}.

    Severity: stop.

    ## Avoid

    ```
    age is number 120 to 0
    ```

    ## Prefer

    ```
    age is number 0 to 120
    ```

    ## Why

    A fact without a possible value is always a fault. Limits are whole numbers of steps; a step is 1 unless `in steps of` says otherwise.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0317":
    #"""
    # PL0317

    `{mark}` doesn't fit `{fact}`: {why}.

    Severity: stop.

    ## Avoid

    ```
    pace is number 0 to 9 worked out every turn
    ```

    ## Prefer

    ```
    pace is number 0 to 9 worked out
    ```

    ## Why

    Two readings of one fact could not both be served.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0318":
    #"""
    # PL0318

    A set holds at most 64 words; this one has {n}.

    Severity: stop.

    ## Avoid

    ```
    needs is any of … 65 words
    ```

    ## Prefer

    ```
    needs is any of … fewer words, in two facts
    ```

    ## Why

    A set is kept in one 64-bit number.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0319":
    #"""
    # PL0319

    `{found}` doesn't work here: {allowed}.

    Severity: stop.

    ## Avoid

    ```
    trial on 130% of conversations
    ```

    ## Prefer

    ```
    trial on 30% of conversations
    ```

    ## Why

    I don't round or guess what is written.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0320":
    #"""
    # PL0320

    `{fact}` is {kind}; this place takes {kind}.

    Severity: stop.

    ## Avoid

    ```
    when placed above 5
    ```

    ## Prefer

    ```
    when placed at most 5 days ago
    ```

    ## Why

    The line could not be answered for a fact of that kind.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0321":
    #"""
    # PL0321

    `{test}` works on one fact, not on a sum.

    Severity: stop.

    ## Avoid

    ```
    when amount plus refunds_today is unknown
    ```

    ## Prefer

    ```
    when amount is unknown or refunds_today is unknown
    ```

    ## Why

    A sum has a size and nothing else.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0322":
    #"""
    # PL0322

    I don't know the currency `{code}`.

    Severity: stop.

    ## Avoid

    ```
    amount is money up to ZZZ 100
    ```

    ## Prefer

    ```
    amount is money up to GBP 100
    ```

    ## Why

    The code says how many digits an amount keeps (ISO 4217).

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0401":
    #"""
    # PL0401

    This rule never says what should happen.

    Severity: stop.

    ## Avoid

    ```
    rule late_fees
      when vip is yes
    ```

    ## Prefer

    ```
    rule late_fees
      when vip is yes
      ai may waive_fee
    ```

    ## Why

    A rule needs a line such as `ai may …`, `only a human may …`, `nobody may …` or `hand over to …`; without one it changes nothing.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0402":
    #"""
    # PL0402

    One rule both allows and restricts `{task}`.

    Severity: stop.

    ## Avoid

    ```
    rule refunds
      ai may do anything
      only a human may issue_refund
    ```

    ## Prefer

    ```
    rule everyday
      ai may do anything except issue_refund

    rule refunds
      only a human may issue_refund
    ```

    ## Why

    The strictest line wins, so the permission would never count.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0403":
    #"""
    # PL0403

    This permission can never take effect: whenever it would, `{rule}` says {stricter}. Example: {customer}. If you meant an exception, put it there.

    Severity: hold.

    ## Avoid

    ```
    rule small_refunds
      when amount at most GBP 50
      ai may issue_refund

    rule no_refunds_in_chat
      when amount at most GBP 100
      nobody may issue_refund
    ```

    ## Prefer

    ```
    rule small_refunds
      when amount at most GBP 50
      ai may issue_refund

    rule no_refunds_in_chat
      when amount at most GBP 100
      except when amount at most GBP 50
      nobody may issue_refund
    ```

    ## Why

    The strictest line wins, however special the other one is, and file order never matters. People expect a special permission to beat a general restriction; here it never does, in no conversation that can happen. Say the exception where the restriction stands, so that whoever reads the restriction sees it, or take the permission out. `ai may` beside `ai may only suggest` in the same cases is told as well: the AI then only ever suggests.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0404":
    #"""
    # PL0404

    This {rule} can never apply: {tests} can't be true together.

    Severity: hold.

    ## Avoid

    ```
    rule between_two_ages
      when all of
        - customer.age above 70
        - customer.age below 30
      hand over to care
    ```

    ## Prefer

    ```
    rule young_or_old
      when any of
        - customer.age above 70
        - customer.age below 30
      hand over to care
    ```

    ## Why

    A line that never holds protects nobody, and whoever reads the policy counts on it. The fewest tests that clash are named, up to three of them. It is told of everything with a `when`: rules, approvals, offers, `first`, `assist`, `return to ai`. All that can be is looked at: every value of every fact and what is not known, every hour, sums and comparisons between facts, and windows, in which the same turn cannot be calm and angry. Mostly `any of` was meant, or a limit has a digit too many.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0405":
    #"""
    # PL0405

    The exception covers everything the {rule} does. Example: {customer}.

    Severity: hold.

    ## Avoid

    ```
    rule older_customers
      when customer.age above 75
      except when customer.age above 60
      hand over to care
    ```

    ## Prefer

    ```
    rule older_customers
      when customer.age above 60
      except when customer.age above 75
      hand over to care
    ```

    ## Why

    Whoever the rule is for is taken out again, so it does nothing. Mostly the two lines have changed places. Where several exceptions cover the rule only together, it is told as well.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0406":
    #"""
    # PL0406

    The exception never matters: the {rule} doesn't apply in those cases anyway. Example: {customer}.

    Severity: note.

    ## Avoid

    ```
    rule large_refunds
      when amount above GBP 100
      except when amount below GBP 50
      only a human may issue_refund
    ```

    ## Prefer

    ```
    rule large_refunds
      when amount above GBP 100
      only a human may issue_refund
    ```

    ## Why

    Where nothing that can happen is such a case at all, the message says so instead. A line that changes nothing is read as if it did, and the next author keeps it for safety. No decision changes if it is taken out: for a fact that is not known the rule comes to the same with it and without it. For a permission an exception also blocks where it can't be told, so there it seldom does nothing.

    ## How to switch it off

    It can't be switched off, and it stops nothing: it is a note.

    """#
  case "PL0407":
    #"""
    # PL0407

    `{a}` and `{b}` say the same thing.

    Severity: note.

    ## Avoid

    ```
    rule large_refunds
      when amount above GBP 100
      only a human may issue_refund

    rule refunds_of_size
      when amount above GBP 100
      only a human may issue_refund
    ```

    ## Prefer

    ```
    rule large_refunds
      when amount above GBP 100
      only a human may issue_refund
    ```

    ## Why

    Whoever changes one of them has to remember the other, and until somebody does the stricter of the two still holds. It is told of rules with the same lines in the same cases; their words, owners and reasons may differ, so look at those before one of them goes.

    ## How to switch it off

    It can't be switched off, and it stops nothing: it is a note.

    """#
  case "PL0408":
    #"""
    # PL0408

    `{a}` and `{b}` can both apply and name different queues, and `prefer queues` lists neither/only one. Example: {customer}.

    Severity: hold.

    ## Avoid

    ```
    rule angry_customer
      when anger above 0.7
      hand over to complaints

    rule large_refund
      when amount above GBP 1000
      hand over to specialists

    prefer queues otherwise care
    ```

    ## Prefer

    ```
    rule angry_customer
      when anger above 0.7
      hand over to complaints

    rule large_refund
      when amount above GBP 1000
      hand over to specialists

    prefer queues specialists, complaints otherwise care
    ```

    ## Why

    A customer for whom both hold goes to the first queue in `prefer queues`; where none of the queues is listed, to the `otherwise` queue, which neither rule asked for. Say which team comes first. The `otherwise` queue counts as ranked last, so a pair of it and a listed queue is settled. Each pair of queues is told once, with a customer for whom both rules hold.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0409":
    #"""
    # PL0409

    `do anything` lets the AI do all {n} tasks, and every task added later.

    Severity: hold.

    ## Avoid

    ```
    rule everything
      ai may do anything
    ```

    ## Prefer

    ```
    rule everyday
      ai may track_parcel, change_slot
    ```

    ## Why

    A task that somebody adds next year, perhaps in a file that several policies use, is then the AI's at once, and nobody decided that. What no line gives to the AI goes to people, so name what it may do; the replacement lists the tasks of today. `do anything except …` is told by the rule `safe-ai-anything` instead, and `do anything marked …` is fine: somebody marks each task.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0410":
    #"""
    # PL0410

    This rule starts after it ends.

    Severity: stop.

    ## Avoid

    ```
    starts on 2026-06-30
    ends on 2026-04-01
    ```

    ## Prefer

    ```
    starts on 2026-04-01
    ends on 2026-06-30
    ```

    ## Why

    There is no day on which it would apply.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0411":
    #"""
    # PL0411

    `return to ai` can give the AI a chat that `{rule}` hands over again at once, so chats could bounce. Example: {customer}.

    Severity: hold.

    ## Avoid

    ```
    rule costly_matter
      when handler is ai and amount above GBP 1000
      hand over to care

    return to ai
      when case.closed is yes
    ```

    ## Prefer

    ```
    rule costly_matter
      when amount above GBP 1000
      hand over to care

    return to ai
      when case.closed is yes
    ```

    ## Why

    A line that hands over beats a way back: while it holds, the person keeps the conversation and the way back waits. So two lines that hold together are no trouble. A chat bounces where the line holds only because the AI is back: it asks `handler is ai`, or it counts on turns that are *not* there (`none of`, `… is no`), and windows in rules that hand over begin anew with the return. The example is a decision in which the AI takes the conversation back; in the next one, with nothing new, the line hands it over. Take the test of the handler out, give the window a name with `define`, where it doesn't begin anew, or make the rule's case an exception of the way back.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0412":
    #"""
    # PL0412

    I won't let the AI act on something nobody knows.

    Severity: stop.

    ## Avoid

    ```
    rule small_refunds
      when amount below GBP 50
      if unknown apply
      ai may issue_refund
    ```

    ## Prefer

    ```
    rule small_refunds
      when amount below GBP 50 or amount is unknown
      ai may issue_refund
    ```

    ## Why

    What nobody knows never lets the AI do a task, unless the policy says so openly.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0413":
    #"""
    # PL0413

    This line may stand only once under a heading.

    Severity: stop.

    ## Avoid

    ```
    say "No."
    say "We can't."
    ```

    ## Prefer

    ```
    say "We can't do that in chat."
    ```

    ## Why

    With two of them, nobody could say which one is meant.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0414":
    #"""
    # PL0414

    A policy that can hand over needs `prefer queues … otherwise …`.

    Severity: stop.

    ## Avoid

    ```
    rule hardship
      when needs includes hardship
      hand over to general_care
    ```

    ## Prefer

    ```
    prefer queues otherwise general_care
    ```

    ## Why

    Someone has to take the customer when no rule names a team, or two rules name different ones.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0415":
    #"""
    # PL0415

    Who starts a conversation? Add `start with ai` or `start with human`.

    Severity: stop.

    ## Avoid

    ```
    policy care version 1
      language 1
    ```

    ## Prefer

    ```
    policy care version 1
      language 1
      start with ai
    ```

    ## Why

    Until something else is decided, one of them holds the conversation.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0416":
    #"""
    # PL0416

    Contacting a customer needs a consent fact that is yes.

    Severity: stop.

    ## Avoid

    ```
    rule outage
      when predicted_problem is yes
      contact customer by human for follow_up
    ```

    ## Prefer

    ```
    mark agreed as consent

    rule outage
      when predicted_problem is yes and agreed is yes
      contact customer by human for follow_up
    ```

    ## Why

    Nobody may be called or written to who has not agreed to it.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0501":
    #"""
    # PL0501

    No row covers this case: {example}.

    Severity: stop.

    ## Avoid

    ```
    | amount          -> queue        |
    | at most GBP 250 -> general_care |
    ```

    ## Prefer

    ```
    | amount                   -> queue           |
    | at most GBP 250          -> general_care    |
    | above GBP 250 or unknown -> complaints_care |
    ```

    ## Why

    In that case the table gives no result. A fact that may be unknown needs a row for it; `otherwise` never covers unknown, `otherwise or unknown` does.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0502":
    #"""
    # PL0502

    Rows {a} and {b} both cover {example}.

    Severity: stop.

    ## Avoid

    ```
    | at least GBP 250 -> complaints_care |
    | at most GBP 250  -> general_care    |
    ```

    ## Prefer

    ```
    | above GBP 250   -> complaints_care |
    | at most GBP 250 -> general_care    |
    ```

    ## Why

    Two results for one case: nobody could say which is meant. If the first row should win, write `top row wins` after the name of the table.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0503":
    #"""
    # PL0503

    Row {n} can never be reached.

    Severity: hold.

    ## Avoid

    ```
    | at least 18 -> general_care |
    | above 21    -> night_desk   |
    ```

    ## Prefer

    ```
    | above 21    -> night_desk   |
    | at least 18 -> general_care |
    ```

    ## Why

    The rows above take every case that it describes.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0504":
    #"""
    # PL0504

    Nothing is left for `otherwise`.

    Severity: hold.

    ## Avoid

    ```
    | standard  -> general_care    |
    | premier   -> complaints_care |
    | otherwise -> general_care    |
    ```

    ## Prefer

    ```
    | standard  -> general_care    |
    | premier   -> complaints_care |
    ```

    ## Why

    The rows above it cover every case already, so it would hide a value that is added later.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0505":
    #"""
    # PL0505

    This line closes before it opens. To run past midnight, write two lines.

    Severity: stop.

    ## Avoid

    ```
    fri from 20:00 to 06:00
    ```

    ## Prefer

    ```
    fri from 20:00 to 24:00
    sat from 00:00 to 06:00
    ```

    ## Why

    A range belongs to one day, from its opening to its closing.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0506":
    #"""
    # PL0506

    {day} has two overlapping ranges.

    Severity: stop.

    ## Avoid

    ```
    mon from 08:00 to 12:00
    mon from 11:00 to 18:00
    ```

    ## Prefer

    ```
    mon from 08:00 to 18:00
    ```

    ## Why

    Overlapping hours are mostly a slip in one of the two times.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0507":
    #"""
    # PL0507

    I don't know the time zone "{x}".

    Severity: stop.

    ## Avoid

    ```
    time zone Europe/Londn
    ```

    ## Prefer

    ```
    time zone Europe/London
    ```

    ## Why

    Opening hours follow the clocks of a zone whose rules are known.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0508":
    #"""
    # PL0508

    "{BST, UTC+1}" changes meaning through the year. Name a city: `Europe/London`.

    Severity: stop.

    ## Avoid

    ```
    time zone BST
    ```

    ## Prefer

    ```
    time zone Europe/London
    ```

    ## Why

    Opening hours would be an hour off for half of the year.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0509":
    #"""
    # PL0509

    This closing date has passed.

    Severity: note.

    ## Avoid

    ```
    closed on 2019-12-25
    ```

    ## Prefer

    ```
    closed on 2026-12-25
    ```

    ## Why

    It no longer closes anything.

    ## How to switch it off

    It needs no switch: a note holds nothing back.

    """#
  case "PL0510":
    #"""
    # PL0510

    `{calendar}` has no time zone and neither does the policy.

    Severity: stop.

    ## Avoid

    ```
    calendar office
      mon to fri from 08:00 to 18:00
    ```

    ## Prefer

    ```
    calendar office in Europe/London
      mon to fri from 08:00 to 18:00
    ```

    ## Why

    Eight o'clock is another moment in every zone, and so is the start of a day: `starts on`, `before` and the like need a zone too.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0511":
    #"""
    # PL0511

    I couldn't settle whether `{table}` covers every case. Treat it as not checked.

    Severity: hold.

    ## Avoid

    ```
    choose pace
      - 1 when spent plus bonus at most limit and spent above GBP 10
      - 2 when spent plus bonus at most limit and spent above GBP 20
      … and seventy rows more of this sort
    ```

    ## Prefer

    ```
    choose pace
      - 1 when spent plus bonus at most limit
      - 2 when spent above limit
      - otherwise or unknown 3
    ```

    ## Why

    A table that compares facts with each other, adds them up or looks at the clock is settled by searching for a question that shows the gap or the overlap. Beyond 64 such rows, or where the search comes to the end of its budget, nobody has shown that every case is covered once. Nothing was found that is wrong, and nobody has shown that nothing is.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0601":
    #"""
    # PL0601

    Tiers must rise. `GBP 250` comes after `GBP 2000`.

    Severity: stop.

    ## Avoid

    ```
    tier at most GBP 2000 needs 1 team_leader
    tier at most GBP 250 needs nobody
    tier above GBP 2000 needs 2 manager
    ```

    ## Prefer

    ```
    tier at most GBP 250 needs nobody
    tier at most GBP 2000 needs 1 team_leader
    tier above GBP 2000 needs 2 manager
    ```

    ## Why

    The lowest tier whose limit holds counts, so the order must be plain.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0602":
    #"""
    # PL0602

    The last tier must be `above {last limit}`, so no amount is left out.

    Severity: stop.

    ## Avoid

    ```
    tier at most GBP 250 needs nobody
    tier at most GBP 2000 needs 1 team_leader
    ```

    ## Prefer

    ```
    tier at most GBP 250 needs nobody
    tier above GBP 250 needs 1 team_leader
    ```

    ## Why

    An amount above every limit would need nobody.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0603":
    #"""
    # PL0603

    "needs 0" isn't a number of people. For no approval, write `needs nobody`.

    Severity: stop.

    ## Avoid

    ```
    tier at most GBP 50 needs 0 team_leader
    ```

    ## Prefer

    ```
    tier at most GBP 50 needs nobody
    ```

    ## Why

    A number of people that is not there can't be asked.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0604":
    #"""
    # PL0604

    Larger amounts need fewer people here.

    Severity: stop.

    ## Avoid

    ```
    tier at most GBP 250 needs 2 team_leader
    tier above GBP 250 needs 1 team_leader
    ```

    ## Prefer

    ```
    tier at most GBP 250 needs 1 team_leader
    tier above GBP 250 needs 2 team_leader
    ```

    ## Why

    Mostly two lines were swapped.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0605":
    #"""
    # PL0605

    How long do approvers have? Add `answer within …`.

    Severity: stop.

    ## Avoid

    ```
    approval refund_approval
      for issue_refund
      needs 1 team_leader
    ```

    ## Prefer

    ```
    approval refund_approval
      for issue_refund
      needs 1 team_leader
      answer within 30 minutes
    ```

    ## Why

    An approval without an end would keep the customer waiting for ever.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0606":
    #"""
    # PL0606

    What if nobody answers? Add `if no answer …`.

    Severity: stop.

    ## Avoid

    ```
    offer talk_to_a_person
      for issue_refund
      options human, ai
      answer within 2 minutes
    ```

    ## Prefer

    ```
    offer talk_to_a_person
      for issue_refund
      options human, ai
      answer within 2 minutes
      if no answer choose human
    ```

    ## Why

    Silence must lead somewhere.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0607":
    #"""
    # PL0607

    `{measure}` isn't money or a number, so tiers can't compare it.

    Severity: stop.

    ## Avoid

    ```
    measure segment
    ```

    ## Prefer

    ```
    measure amount
    ```

    ## Why

    A tier holds up to an amount.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0608":
    #"""
    # PL0608

    No rule lets anyone do `{task}`, so this approval is never asked for.

    Severity: hold.

    ## Avoid

    ```
    rule no_refunds
      nobody may issue_refund

    approval refund_approval
      for issue_refund
      needs 1 team_leader
      answer within 30 minutes
    ```

    ## Prefer

    ```
    rule no_refunds_over_the_limit
      when amount above GBP 500
      nobody may issue_refund

    approval refund_approval
      for issue_refund
      needs 1 team_leader
      answer within 30 minutes
    ```

    ## Why

    Somebody counts on being asked, and never is: lines with `nobody may` refuse the task in every conversation, to people too. An approval only ever adds people to what is allowed. Take the approval out, or give the refusal a `when`.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0609":
    #"""
    # PL0609

    A grant can't be checked against `{text fact}`.

    Severity: stop.

    ## Avoid

    ```
    confirm amount, summary
    ```

    ## Prefer

    ```
    confirm amount
    ```

    ## Why

    A grant counts for exactly what was agreed to, and free text varies. Declare what can be compared as `reference`.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0610":
    #"""
    # PL0610

    An offer must include a person.

    Severity: stop.

    ## Avoid

    ```
    options ai, callback
    ```

    ## Prefer

    ```
    options ai, callback, human
    ```

    ## Why

    Whoever is asked must be able to ask for a person.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0611":
    #"""
    # PL0611

    Two offers cover `{task}` at the same time; the customer would be asked twice. Example: {customer}.

    Severity: hold.

    ## Avoid

    ```
    offer large_refund
      for issue_refund
      when amount above GBP 100

    offer loyal_customer
      for issue_refund
      when customer.segment is premier
    ```

    ## Prefer

    ```
    offer large_refund
      for issue_refund
      when amount above GBP 100

    offer loyal_customer
      for issue_refund
      when customer.segment is premier
      except when amount above GBP 100
    ```

    ## Why

    All open offers of a task are shown together, and the customer has to answer each: one question too many at the moment of choice. What can't be told is offered as well, so two offers on either side of a limit both ask while the amount is unknown. Make them one, or leave out of one what the other covers.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0612":
    #"""
    # PL0612

    Silence may not choose the AI. Choose `human` or `callback`.

    Severity: stop.

    ## Avoid

    ```
    if no answer choose ai
    ```

    ## Prefer

    ```
    if no answer choose human
    ```

    ## Why

    No answer is not consent.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0613":
    #"""
    # PL0613

    Tier limits are written numbers; `{fact}` could be anything.

    Severity: stop.

    ## Avoid

    ```
    tier at most daily_limit needs nobody
    ```

    ## Prefer

    ```
    tier at most GBP 250 needs nobody
    ```

    ## Why

    Whoever sets that fact would set the limit.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0614":
    #"""
    # PL0614

    `{measure}` can be below zero, so the lowest tier would catch it.

    Severity: stop.

    ## Avoid

    ```
    amount is money from GBP -100 up to GBP 5000
    ```

    ## Prefer

    ```
    amount is money up to GBP 5000
    ```

    ## Why

    A payment in the other direction would pass with the fewest people.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0615":
    #"""
    # PL0615

    How long does the customer have to answer? Add `answer within …`.

    Severity: stop.

    ## Avoid

    ```
    offer talk_to_a_person
      options human, ai
    ```

    ## Prefer

    ```
    offer talk_to_a_person
      options human, ai
      answer within 2 minutes
    ```

    ## Why

    A question without an end would keep the conversation open for ever.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0616":
    #"""
    # PL0616

    `{heading}` needs a `{line}` line.

    Severity: stop.

    ## Avoid

    ```
    return to ai
      at most 2 times
    ```

    ## Prefer

    ```
    return to ai
      when case.closed is yes
      at most 2 times
    ```

    ## Why

    Without it the heading would do nothing, or would cover nothing.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0701":
    #"""
    # PL0701

    Fallbacks go round in a circle: {path}.

    Severity: stop.

    ## Avoid

    ```
    queue day_team
      if closed or waited too long
        - try night_team

    queue night_team
      if closed or waited too long
        - try day_team
    ```

    ## Prefer

    ```
    queue day_team
      if closed or waited too long
        - try night_team

    queue night_team
      if closed or waited too long
        - take message
    ```

    ## Why

    A customer would be passed round and never reach anyone.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0702":
    #"""
    # PL0702

    If all of this fails, nothing is left. End with a callback or a message.

    Severity: stop.

    ## Avoid

    ```
    queue day_team
      hours office
      if closed or waited too long
        - try night_team
    ```

    ## Prefer

    ```
    queue day_team
      hours office
      if closed or waited too long
        - try night_team
        - take message
    ```

    ## Why

    A customer who can't be served must at least be able to leave word. `keep waiting` ends a ladder only beside `wait at most`.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0703":
    #"""
    # PL0703

    `{fact}` is both included and left out. Leaving out wins.

    Severity: hold.

    ## Avoid

    ```
    handoff
      include summary, card_number
      leave out card_number
    ```

    ## Prefer

    ```
    handoff
      include summary
      leave out card_number
    ```

    ## Why

    The line that includes it does nothing.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0704":
    #"""
    # PL0704

    The way out `{rule}` has an exception, so some customers can't use it.

    Severity: hold.

    ## Avoid

    ```
    rule asked_for_person
      when wants_human is yes
      except when task is find_branch
      hand over to general_care
    ```

    ## Prefer

    ```
    rule asked_for_person
      when wants_human is yes
      hand over to general_care
    ```

    ## Why

    Whoever the exception fits asks for a person and stays where they are. A way out is for everybody. If a topic is to go elsewhere, write a rule of its own that hands over to another team.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0705":
    #"""
    # PL0705

    The way out `{rule}` doesn't hand over to a person.

    Severity: hold.

    ## Avoid

    ```
    rule asked_for_person
      when wants_human is yes
      nobody may issue_refund
    ```

    ## Prefer

    ```
    rule asked_for_person
      when wants_human is yes
      hand over to general_care
    ```

    ## Why

    A customer who asks for a person would stay where they are.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0706":
    #"""
    # PL0706

    The calendar for `{queue}` is never open.

    Severity: hold.

    ## Avoid

    ```
    calendar fair_days in Europe/London
      closed on 2026-12-25

    queue fair_desk
      hours fair_days
      if closed or waited too long
        - take message
    ```

    ## Prefer

    ```
    calendar fair_days in Europe/London
      mon to fri from 09:00 to 17:00
      closed on 2026-12-25

    queue fair_desk
      hours fair_days
      if closed or waited too long
        - take message
    ```

    ## Why

    Everyone who is sent there waits for what is left when it is closed. A calendar of single dates is never open once they have passed. A queue without `hours` is always open.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0707":
    #"""
    # PL0707

    This ladder goes on through more than {most} queues.

    Severity: stop.

    ## Avoid

    ```
    queue desk_1
      if closed or waited too long
        - try desk_2

    queue desk_2
      if closed or waited too long
        - try desk_3
    ```

    and so on, through more queues than anyone would wait in.

    ## Prefer

    ```
    queue desk_1
      if closed or waited too long
        - try desk_2
        - offer callback within 4 hours
        - take message
    ```

    ## Why

    Nobody waits that long; end it sooner, in a callback or a message.

    ## How to switch it off

    It can't be switched off: a policy with this message can't run.

    """#
  case "PL0801":
    #"""
    # PL0801

    The promise `{name}` is broken.

    Severity: hold.

    ## Avoid

    ```
    rule angry_customer
      when anger above 0.7 in at least 2 of the last 3 turns
      except when task is find_branch
      hand over to care

    promise anger_reaches_a_person
      whenever anger above 0.7 in at least 3 of the last 3 turns
      expect human
    ```

    ## Prefer

    ```
    rule angry_customer
      when anger above 0.7 in at least 2 of the last 3 turns
      hand over to care

    promise anger_reaches_a_person
      whenever anger above 0.7 in at least 3 of the last 3 turns
      expect human
    ```

    ## Why

    A promise is looked at over every conversation that the policy allows, not over examples. Under the message stands one that breaks it, as it was decided anew, and the lines that decided. Change the lines, or, where the promise says more than was meant, the promise. Where no whole conversation from an empty session was found that gets there, the message says so; nothing rules it out. Windows in a promise never begin anew when somebody else takes over, those in `hand over` rules do: `define` gives both one window. `docs/prove.md` says more.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0802":
    #"""
    # PL0802

    Nothing can ever trigger this promise, so it promises nothing.

    Severity: hold.

    ## Avoid

    ```
    promise the_old_reach_a_person
      whenever all of
        - customer.age above 80
        - customer.age below 60
      expect human
    ```

    ## Prefer

    ```
    promise the_old_reach_a_person
      whenever customer.age above 80
      expect human
    ```

    ## Why

    It would hold for any policy, and whoever reads it believes that something is promised. Its `whenever` or `once` is never yes, in no conversation that can be. Mostly `any of` was meant, or a limit lies outside what the fact can hold.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0803":
    #"""
    # PL0803

    I couldn't settle {what} within my limit. Treat it as not proved.

    Severity: hold.

    ## Avoid

    ```
    rule all_different
      when none of
        - parcel.first is parcel.second
        - … and 35 more such lines
      hand over to care
    ```

    ## Prefer

    ```
    rule all_different
      when parcels.all_different is yes
      hand over to care
    ```

    ## Why

    The search gives up after a fixed amount of work, the same on every machine, and then says so: it never passes in silence. It may well be so; nobody has shown it. Mostly many facts are compared with each other in one place. Work such a thing out where the facts come from and send the answer as a fact, or split the rule.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0804":
    #"""
    # PL0804

    Scenario "{name}": expected {a}, got {b}, because {rule}.

    Severity: hold.

    ## Avoid

    ```
    rule lost_parcels
      when parcel.lost is yes
      hand over to night_desk

    scenario "A lost parcel goes to a person"
      quiet
      given parcel.lost is yes
      expect ai
    ```

    ## Prefer

    ```
    scenario "A lost parcel goes to a person"
      quiet
      given parcel.lost is yes
      expect human in night_desk because lost_parcels
    ```

    ## Why

    Either the policy does what nobody meant, or the scenario asks too much. Under the message stands why the policy decided so, as `handrail why` prints it: read it before you change one of
    the two.

    ## How to switch it off

    It can't be switched off: `handrail test` ends with 4 until the scenario comes out as it expects.

    """#
  case "PL0805":
    #"""
    # PL0805

    The outcome is right but `{rule}` didn't decide it; `{other}` did.

    Severity: hold.

    ## Avoid

    ```
    scenario "An angry customer gets a person"
      quiet
      given parcel.lost is yes
      turn anger is 0.9
      expect human because angry
    ```

    ## Prefer

    ```
    scenario "An angry customer gets a person"
      quiet
      turn anger is 0.9
      turn anger is 0.9
      expect human because angry
    ```

    ## Why

    The scenario would pass even if the rule that it is about were gone. Name the rule that decided, or change what is given until the rule is the one that does.

    ## How to switch it off

    It can't be switched off: `handrail test` ends with 4 until the scenario comes out as it expects.

    """#
  case "PL0806":
    #"""
    # PL0806

    This scenario checks nothing. Add `expect …`.

    Severity: hold.

    ## Avoid

    ```
    scenario "A calm customer"
      given verified is yes
    ```

    ## Prefer

    ```
    scenario "A calm customer"
      given verified is yes
      expect ai
    ```

    ## Why

    A scenario without an expectation can never fail.

    ## How to switch it off

    It can't be switched off: the policy runs, but isn't to be published until it is settled.

    """#
  case "PL0807":
    #"""
    # PL0807

    The promises `{a}` and `{b}` contradict each other. Example: {customer}.

    Severity: note.

    ## Avoid

    ```
    promise complaints_reach_a_person
      whenever complains is yes
      expect human

    promise small_sums_stay_with_the_assistant
      whenever amount at most GBP 10
      never human
    ```

    ## Prefer

    ```
    promise complaints_reach_a_person
      whenever complains is yes
      expect human

    promise small_sums_stay_with_the_assistant
      whenever amount at most GBP 10 and complains is no
      never human
    ```

    ## Why

    For some customer both speak, and no decision can be as both want. So one of them is always broken (PL0801), whatever the rules say, and no change of a rule mends it: say in one of the two which comes first.

    ## How to switch it off

    It can't be switched off, and it stops nothing: it is a note.

    """#
  case "PL0808":
    #"""
    # PL0808

    `{rule}` wasn't in force on the scenario's date.

    Severity: hold.

    ## Avoid

    ```
    rule summer_pilot
      when anger above 0.9
      starts on 2026-06-01
      ends on 2026-08-31
      hand over to desk

    scenario "Very angry customers, in the pilot"
      quiet
      at 2026-09-01 09:00
      turn anger is 0.95
      expect human because summer_pilot
    ```

    ## Prefer

    ```
    scenario "Very angry customers, in the pilot"
      quiet
      at 2026-08-31 09:00
      turn anger is 0.95
      expect human because summer_pilot
    ```

    ## Why

    A rule outside its dates decides nothing. Without `at`, a scenario plays on 2 March 2026 at 10:15.

    ## How to switch it off

    It can't be switched off: `handrail test` ends with 4 until the scenario comes out as it expects.

    """#
  case "PL0809":
    #"""
    # PL0809

    Scenario "{name}" can't be played: {why}.

    Severity: hold.

    ## Avoid

    ```
    choose large
      - yes when amount above GBP 100
      - otherwise or unknown no

    scenario "A large refund"
      given large is yes, task is refund_parcel
      expect human
    ```

    ## Prefer

    ```
    scenario "A large refund"
      given amount is GBP 101, task is refund_parcel
      expect human
    ```

    ## Why

    A scenario is played as a conversation that a host might have sent. What the policy works out, who holds the conversation later on, or an answer to an offer that nobody sees can't be set: write
    what leads to it.

    ## How to switch it off

    It can't be switched off: `handrail test` ends with 4 until the scenario comes out as it expects.

    """#
  case "PL0810":
    #"""
    # PL0810

    This suite can't be read: {what}.

    Severity: stop.

    ## Avoid

    ```yaml
    scenarios:
      - name: Refunds by amount
        metrix:
          amount: [GBP 0, GBP 50]
        expect: ai
    ```

    ## Prefer

    ```yaml
    scenarios:
      - name: Refunds by amount
        matrix:
          amount: [GBP 0, GBP 50]
        expect: ai
    ```

    ## Why

    A key that nobody knows would be left out without a word, and the scenario would show less than it seems to. The suite is not played until it is mended; the scenarios of the policy itself are.

    ## How to switch it off

    It can't be switched off: `handrail test` ends with 1 until the suite can be read.

    """#
  case _: nil
  }
}
