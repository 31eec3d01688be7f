#!/usr/bin/env python3
"""Writes the neutral workload of the peers as a policy, in one of two forms; the same text in every run.

Usage: neutral_policy.py WORKLOAD choose|rules

`choose`: one `choose` with a row a rule, the first of priority on top; the row that wins is the rule.
`rules`: a `rule` a rule, named by its place; of the lines that decide, the first by name is the rule.
WORKLOAD is a folder that the harness wrote, with `rules.json`. The facts are those of the harness's `schema.py`.
"""

import json
import os
import sys
from decimal import Decimal
from pathlib import Path

HARNESS = Path(os.environ.get("HANDRAIL_PEERS", Path(__file__).resolve().parents[2] / "shared/bench/peers"))
WIDTH = 100
BOUNDS = {"lt": "below", "le": "at most", "gt": "above", "ge": "at least"}


def broken(start, words):
    """A list, broken after commas where a line grows long."""
    lines, line = [], start
    for place, word in enumerate(words):
        word += "" if place + 1 == len(words) else ","
        if len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = "   "
        line += " " + word
    return lines + [line]


def number(value, attribute):
    """A value without rounding: reals of the workload have three decimals at most."""
    if attribute.kind == "int":
        return str(int(value))
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Writer:
    def __init__(self, attributes):
        self.attributes = {attribute.name: attribute for attribute in attributes}
        self.definitions = []

    def fact(self, attribute):
        if attribute.kind == "bool":
            return [f"  {attribute.name} is yes or no"]
        if attribute.kind == "sym":
            return broken(f"  {attribute.name} is one of", attribute.values)
        if attribute.kind == "set":
            return broken(f"  {attribute.name} is any of", attribute.values)
        step = " in steps of 0.001" if attribute.kind == "real" else ""
        low, high = (number(bound, attribute) for bound in (attribute.lo, attribute.hi))
        return [f"  {attribute.name} is number {low} to {high}{step}"]

    def word(self, value, attribute):
        if attribute.kind == "bool":
            return "yes" if value else "no"
        return value if attribute.kind in ("sym", "set") else number(value, attribute)

    def tests(self, condition, is_not=False):
        """The tests that a condition without `or` comes to, all of which must hold."""
        if condition["op"] == "not":
            return self.tests(condition["cond"], not is_not)
        name = condition["attr"]
        attribute = self.attributes[name]
        says = "is not" if is_not else "is"
        if condition["op"] == "eq":
            return [f"{name} {says} {self.word(condition['value'], attribute)}"]
        if condition["op"] == "in":
            return [f"{name} {says} one of {', '.join(condition['values'])}"]
        if condition["op"] == "has":
            return [f"{name} {'excludes' if is_not else 'includes'} {condition['value']}"]
        if is_not:
            sys.exit(f"a negated {condition['op']} is not part of the workload")
        if condition["op"] == "between":
            low, high = (number(condition[bound], attribute) for bound in ("lo", "hi"))
            return [f"{name} is {low}"] if low == high else [f"{name} at least {low}", f"{name} at most {high}"]
        return [f"{name} {BOUNDS[condition['op']]} {number(condition['value'], attribute)}"]

    def define(self, name, lines):
        self.definitions += [f"define {name}", *lines, ""]
        return f"{name} is yes"

    def either(self, condition, place):
        """An `or` as a definition: a row of a `choose` holds `and` alone."""
        lines = ["  when any of"]
        for part in condition["any"]:
            tests = self.tests(part)
            lines += [f"    - {tests[0]}"] if len(tests) == 1 else ["    - all of", *(f"      -- {t}" for t in tests)]
        return self.define(f"either_{place}", lines)

    def either_in_place(self, condition, place):
        """An `or` as a group; a range in it is a definition, for groups go two deep."""
        lines = ["    - any of"]
        for side, part in enumerate(condition["any"]):
            tests = self.tests(part)
            if len(tests) > 1:
                tests = [self.define(f"range_{place}_{side}", [f"  when {' and '.join(tests)}"])]
            lines.append(f"      -- {tests[0]}")
        return lines

    def row(self, rule, place):
        tests = []
        for condition in rule["when"]:
            tests += [self.either(condition, place)] if condition["op"] == "or" else self.tests(condition)
        return f"  - {rule['outcome']} when {' and '.join(tests)}"

    def rule(self, rule, place):
        lines = [f"rule r_{place}", "  when all of"]
        for condition in rule["when"]:
            if condition["op"] == "or":
                lines += self.either_in_place(condition, place)
            else:
                lines += [f"    - {test}" for test in self.tests(condition)]
        return lines + [f"  hand over to {rule['outcome']}", ""]


def policy(rules, default, attributes, outcomes, is_choose):
    writer = Writer(attributes)
    lines = [f"policy {'routing' if is_choose else 'routing_rules'} version 1", "  language 1", "  start with human"]
    lines += ['  owner "Operations"', "  review by 2027-11-30", "", "facts"]
    for attribute in attributes:
        lines += writer.fact(attribute)
    for outcome in [*outcomes, default]:
        lines += ["", f"queue {outcome}", "  if closed or waited too long", "    - take message"]
    ranked = [] if is_choose else list(outcomes)
    lines += ["", *broken("prefer queues" if ranked else f"prefer queues otherwise {default}", ranked)]
    if ranked:
        lines[-1] += f" otherwise {default}"
    body = []
    if is_choose:
        body = ["rule route", "  hand over using routing", "", "choose routing"]
        body += [writer.row(rule, f"{place:06}") for place, rule in enumerate(rules)]
        body += [f"  - otherwise or unknown {default}", ""]
    else:
        for place, rule in enumerate(rules):
            body += writer.rule(rule, f"{place:06}")
    return "\n".join([*lines, "", *writer.definitions, *body]).rstrip("\n") + "\n"


def main(folder, form):
    sys.path.insert(0, str(HARNESS))
    import schema

    neutral = json.loads((Path(folder) / "rules.json").read_text())
    rules = sorted(neutral["rules"], key=lambda rule: rule["priority"])
    return policy(rules, neutral["default"], schema.ATTRS, schema.OUTCOMES, form == "choose")


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[2] not in ("choose", "rules"):
        sys.exit(__doc__)
    sys.stdout.write(main(*sys.argv[1:]))
