#!/usr/bin/env python3
"""Writes a policy of so many rules over 40 facts; the same text in every run.

Usage: large_policy.py RULES [CHANGED | mendable]

With CHANGED it writes the next version: in so many rules the first condition is another, and of more than one the last rule is gone.
With `mendable` it writes a broken promise that an edit mends in place of the one that none of those tried does.
"""

import sys

FACTS = 40
TASKS = 20
QUEUES = 5


class Draws:
    """Numbers drawn by a fixed rule: no run differs from another."""

    def __init__(self, seed):
        self.state = seed

    def below(self, count):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % count

    def one(self, items):
        return items[self.below(len(items))]


def name(fact):
    return ["yn", "list", "num", "cash"][fact % 4] + str(fact)


def facts():
    for fact in range(FACTS):
        kinds = [
            "yes or no or unknown",
            f"one of a{fact}, b{fact}, c{fact}, d{fact}, e{fact}",
            "number 0 to 1000",
            "money up to GBP 10000 or unknown",
        ]
        yield f"  {name(fact)} is {kinds[fact % 4]}"


def condition(draws):
    fact = draws.below(FACTS)
    if fact % 4 == 0:
        return f"{name(fact)} is {draws.one(['yes', 'no'])}"
    if fact % 4 == 1:
        return f"{name(fact)} is {draws.one('abcde')}{fact}"
    if fact % 4 == 2:
        return f"{name(fact)} {draws.one(['above', 'below', 'at least', 'at most'])} {draws.below(999) + 1}"
    return f"{name(fact)} {draws.one(['above', 'at most'])} GBP {draws.below(9999) + 1}"


def outcome(draws):
    task = f"do_{draws.below(TASKS)}"
    kind = draws.below(20)
    if kind < 11:
        return f"ai may {task}"
    if kind < 13:
        return f"ai may only suggest {task}"
    if kind < 15:
        return f"nobody may {task}"
    if kind < 18:
        return f"only a human may {task}"
    return f"hand over to q{draws.below(QUEUES)}"


def rule(number, draws):
    conditions = [condition(draws) for _ in range(3 + draws.below(4))]
    exception = condition(draws) if draws.below(5) == 0 else None
    lines = [f"rule r{number}", "  when all of"]
    lines += [f"    - {text}" for text in conditions]
    if exception:
        lines.append(f"  except when {exception}")
    return lines + [f"  {outcome(draws)}", ""]


def broken_promise(is_mendable):
    if is_mendable:
        case = "list1 is a1 and list5 is b5 and list9 is c9 and yn0 is no"
        return ["promise not_this_case", f"  whenever {case}", "  never ai for do_0"]
    return ["promise never_by_itself", "  whenever num2 above 800", "  never ai"]


def policy(rules, changes=0, is_mendable=False):
    draws = Draws(20260105)
    lines = [f"policy big version {2 if changes else 1}", "  language 1", "  time zone Europe/London"]
    lines += ["  start with ai", '  owner "Operations"', "  review by 2027-01-01", "", "facts"]
    lines += list(facts())
    lines += ["", "tasks " + ", ".join(f"do_{task}" for task in range(TASKS)), ""]
    for queue in range(QUEUES):
        lines += [f"queue q{queue}", "  if closed or waited too long", "    - take message", ""]
    lines += ["prefer queues q1, q2, q3, q4 otherwise q0", ""]
    changed = [rules * (place + 1) // (changes + 1) for place in range(changes)]
    gone = changed.pop() if changes > 1 else -1
    for number in range(rules - 2):
        own = rule(number, draws)
        if number == gone:
            continue
        if number in changed:
            own[2] = "    - num2 above 500"
        lines += own
    lines += ["rule asked", "  when yn0 is yes", "  hand over to q1", ""]
    lines += ["rule large", "  when num2 above 900 and yn4 is yes", "  nobody may do anything", ""]
    lines += ["promise who_asks_reaches_a_person", "  whenever yn0 is yes", "  expect human", ""]
    everything = ", ".join(f"do_{task}" for task in range(TASKS))
    lines += ["promise nothing_large", "  whenever num2 above 900 and yn4 is yes", f"  never ai for {everything}", ""]
    lines += broken_promise(is_mendable)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    is_mendable = sys.argv[2:] == ["mendable"]
    numbers = sys.argv[1:2] if is_mendable else sys.argv[1:]
    if len(numbers) not in (1, 2) or not all(word.isdigit() for word in numbers):
        sys.exit(__doc__)
    sys.stdout.write(policy(*map(int, numbers), is_mendable=is_mendable))
