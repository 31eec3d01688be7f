#!/usr/bin/env python3
"""Writes docs/acceptance.md and the count in README.md from the tags in policies/.

A tag is a comment of its own line, `# acceptance: BND-08, APR-02`, above the line or heading of a policy that says a row
of the acceptance table, above a scenario that shows it, or at the top of a tagged session under policies/NAME/sessions.
The rows are in docs/acceptance_rows.tsv; what a policy does not carry, and why, in docs/acceptance_elsewhere.tsv.

Run it after a policy changes: docs/generate_acceptance.py. With --check it changes nothing and ends with 1 where the page
or the count is not what it would write.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROWS = ROOT / "docs" / "acceptance_rows.tsv"
ELSEWHERE = ROOT / "docs" / "acceptance_elsewhere.tsv"
PAGE = ROOT / "docs" / "acceptance.md"
README = ROOT / "README.md"
TAG = re.compile(r"^\s*# acceptance: (.+?)\s*$")
HEADING = re.compile(r"^(?:scenario|policy|use|facts|tasks|roles|mark|define|calendar|queue|prefer|rule|table|choose|first"
                     r"|approval|offer|disclosure|conduct|handoff|return to ai|assist|oversight|afterwards|target|promise)\b")
STATES = ["shown", "carried", "not", "open"]
MARKS = ("<!-- acceptance: written by docs/generate_acceptance.py -->", "<!-- acceptance: end -->")
HEAD = """\
# Acceptance

Every row of the acceptance table, with the line of a policy that says it and the scenario or recorded session that shows it.
Made by `docs/generate_acceptance.py` from the `# acceptance:` comments in [`policies/`](../policies); a test runs what is named
here and looks for the tagged line in the decision or in its explanation.

- *shown*: a policy says it, and a scenario or a recorded session shows it.
- *carried*: not a line of a policy, but a named output of the program carries it; the test or page named shows that.
- *not*: a policy engine cannot carry it; the row says why.
- *open*: not done yet.
"""


class Place:
    """A tagged line of a file."""

    def __init__(self, path, line, text):
        self.path, self.line, self.text = path, line, text

    @property
    def folder(self):
        return self.path.split("/")[1]

    def link(self):
        name = "/".join(self.path.split("/")[1:])
        return f"[{name}:{self.line}](../{self.path}#L{self.line})"


def rows():
    """(title, rows) of each section; a row is its id and its words."""
    sections = []
    for line in ROWS.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            sections.append((line[2:], []))
        elif line:
            sections[-1][1].append(tuple(line.split("\t")))
    return sections


def elsewhere():
    found = {}
    for line in ELSEWHERE.read_text(encoding="utf-8").splitlines():
        if line:
            row, state, words, path = (line.split("\t") + [""])[:4]
            found[row] = (state, words, path)
    return found


def tags():
    """What says each row and what shows it: two dictionaries of places by id."""
    says, shows = {}, {}
    files = sorted((ROOT / "policies").rglob("*"), key=lambda file: file.as_posix())
    for file in files:
        path = file.relative_to(ROOT).as_posix()
        if file.suffix == ".policy":
            read_policy(path, file.read_text(encoding="utf-8"), says, shows)
        elif file.suffix == ".yaml" and file.parent.name == "sessions":
            read_session(path, file.read_text(encoding="utf-8"), shows)
    return says, shows


def read_policy(path, text, says, shows):
    waiting, scenario = [], None
    for number, line in enumerate(text.splitlines(), 1):
        tag = TAG.match(line)
        if tag:
            waiting += tag.group(1).split(", ")
        elif line.strip() and not line.lstrip().startswith("#"):
            if HEADING.match(line):
                is_scenario = line.startswith("scenario ")
                scenario = Place(path, number, line.split('"')[1]) if is_scenario else None
            for row in waiting:
                put(shows if scenario else says, row, scenario or Place(path, number, line.strip()))
            waiting = []


def read_session(path, text, shows):
    for number, line in enumerate(text.splitlines(), 1):
        tag = TAG.match(line)
        for row in tag.group(1).split(", ") if tag else []:
            put(shows, row, Place(path, 1, path.split("/")[-1].removesuffix(".yaml").removesuffix(".run")))


def put(places, row, place):
    held = places.setdefault(row, [])
    if all((place.path, place.line) != (other.path, other.line) for other in held):
        held.append(place)


def generated():
    """The page, and the number of rows in each state."""
    says, shows = tags()
    others = elsewhere()
    known = {row for _, section in rows() for row, _ in section}
    for row in sorted(set(says) | set(shows) | set(others)):
        if row not in known:
            sys.exit(f"{row} is tagged, but is no row of {ROWS.name}")
    count = dict.fromkeys(STATES, 0)
    body = []
    for title, section in rows():
        body += ["", f"## {title}", "", "| row | asks for | state | says it | shows it |", "|---|---|---|---|---|"]
        for row, words in section:
            state, left, right = cells(row, says, shows, others)
            count[state] += 1
            body.append(f"| {row} | {words} | {state} | {left} | {right} |")
    total = sum(count.values())
    figures = f"{total} rows: {count['shown']} shown, {count['carried']} carried, {count['not']} not, {count['open']} open."
    return HEAD + "\n" + figures + "\n" + "\n".join(body) + "\n", count


def cells(row, says, shows, others):
    """State, what says it and what shows it."""
    both = {place.folder for place in says.get(row, [])} & {place.folder for place in shows.get(row, [])}
    if row in others and not both:
        state, words, path = others[row]
        told = [words] + [place.link() for place in says.get(row, [])]
        return state, "<br>".join(told), f"[{path}](../{path})" if path else ""
    left = [place for place in says.get(row, []) if not both or place.folder in both]
    right = [place for place in shows.get(row, []) if not both or place.folder in both]
    return ("shown" if both else "open",
            "<br>".join(f"`{place.text}` {place.link()}" for place in left).replace("|", "\\|"),
            "<br>".join(f"{place.text} {place.link()}" for place in right))


def readme(count):
    """The README with the count between its two marks."""
    text = README.read_text(encoding="utf-8")
    start, end = text.index(MARKS[0]) + len(MARKS[0]), text.index(MARKS[1])
    total = sum(count.values())
    words = (f"\nOf the {total} rows of the acceptance table, {count['shown']} are shown by a line of a policy and a scenario,"
             f" {count['carried']} are carried by another output of the program,\n{count['not']} are nothing that a policy engine"
             f" can carry, and {count['open']} are open: [docs/acceptance.md](docs/acceptance.md) names each with its place.\n")
    return text[:start] + words + text[end:]


def main() -> int:
    page, count = generated()
    wanted = {PAGE: page, README: readme(count)}
    if sys.argv[1:] == ["--check"]:
        stale = [file.name for file, text in wanted.items()
                 if not file.exists() or file.read_text(encoding="utf-8") != text]
        for name in stale:
            print(f"{name} is not what the tags say: run docs/generate_acceptance.py", file=sys.stderr)
        return 1 if stale else 0
    for file, text in wanted.items():
        file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
