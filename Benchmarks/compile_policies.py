#!/usr/bin/env python3
"""Writes a policy that is large in one way; the same text in every run.

Usage: compile_policies.py SHAPE COUNT FILE

SHAPE: rules (Benchmarks/large_policy.py's own), choose (one of COUNT rows), table (one of COUNT rows), tables (COUNT of
three rows), defines (COUNT, each reading the one before), lists (COUNT words in ten facts, and COUNT tasks), files (COUNT
rules in files of ten), unknown (COUNT rules with a misspelt fact each).
"""

import os
import sys

import large_policy

HEADER = ["policy big version 1", "  language 1", "  start with ai", ""]
FACTS = ["facts", "  amount is number 0 to 1000000000", "  asks is yes or no", "  region is one of north, south", ""]
END = ["queue team", "  if closed or waited too long", "    - take message", "", "prefer queues otherwise team", ""]
RULE = ["rule asked", "  when asks is yes", "  hand over to team", ""]


def choose(count):
    body = ["choose lane"]
    body += [f"  - team when amount above {number * 10} and region is north" for number in range(count - 1, 0, -1)]
    body += ["  - otherwise or unknown team", "", "rule by_lane", "  when asks is no", "  hand over using lane", ""]
    return HEADER + FACTS + END + RULE + body


def table(count):
    body = ["table lane top row wins", "  | amount | region -> queue |"]
    body += [f"  | above {number * 10} | north -> team |" for number in range(count - 1, 0, -1)]
    body += ["  | otherwise or unknown -> team |", "", "rule by_lane", "  when asks is no", "  hand over using lane", ""]
    return HEADER + FACTS + END + RULE + body


def tables(count):
    facts = FACTS[:-1] + [f"  level{number} is one of low, high worked out" for number in range(count)] + [""]
    body = []
    for number in range(count):
        body += [f"table sort{number}", f"  | amount -> level{number} |"]
        body += [f"  | at most {number + 1} -> low |", f"  | above {number + 1} -> high |", ""]
        body += [f"rule by_sort{number}", f"  when level{number} is high", "  hand over to team", ""]
    return HEADER + facts + END + body


def defines(count):
    body = []
    for number in range(count):
        before = f" and is_{number - 1} is no" if number else ""
        body += [f"define is_{number}", f"  when amount above {number}{before}", ""]
    return HEADER + FACTS + END + RULE + body + ["rule last", f"  when is_{count - 1} is yes", "  hand over to team", ""]


def lists(count):
    words = count // 10
    facts = FACTS[:-1]
    for fact in range(10):
        facts.append(f"  list{fact} is one of " + ", ".join(f"word{fact}_{word}" for word in range(words)))
    tasks = "tasks " + ", ".join(f"do_{task}" for task in range(count))
    body = []
    for word in range(words):
        body += [f"rule r{word}", f"  when list{word % 10} is word{word % 10}_{word}", f"  ai may do_{word}", ""]
    return HEADER + facts + ["", tasks, ""] + END + RULE + body


def unknown(count):
    body = []
    for number in range(count):
        body += [f"rule r{number}", f"  when amont{number} above 3", "  hand over to team", ""]
    return HEADER + FACTS + END + RULE + body


def files(count, path):
    """Parts of ten rules each beside the main file."""
    draws = large_policy.Draws(7)
    main = large_policy.policy(12).split("\n")
    uses = []
    folder = os.path.splitext(path)[0] + "_parts"
    os.makedirs(folder, exist_ok=True)
    for part in range(count // 10):
        body = [f"policy part{part} version 1", ""]
        for number in range(10):
            body += large_policy.rule(f"p{part}_{number}", draws)
        name = f"{os.path.basename(folder)}/part{part}.policy"
        with open(os.path.join(os.path.dirname(path), name), "w", encoding="utf-8") as file:
            file.write("\n".join(body) + "\n")
        uses.append(f'use "{name}"')
    at = main.index("facts")
    return main[:at] + uses + [""] + main[at:]


def write(shape, count, path):
    if shape == "rules":
        text = large_policy.policy(count)
    elif shape == "files":
        text = "\n".join(files(count, path)) + "\n"
    else:
        made = {"choose": choose, "table": table, "tables": tables, "defines": defines, "lists": lists, "unknown": unknown}
        text = "\n".join(made[shape](count)) + "\n"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    if len(sys.argv) != 4 or not sys.argv[2].isdigit():
        sys.exit(__doc__)
    write(sys.argv[1], int(sys.argv[2]), sys.argv[3])
