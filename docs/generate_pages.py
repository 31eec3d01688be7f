#!/usr/bin/env python3
"""Compiles the pages of docs/diagnostics and docs/lint and the policies of policies/templates into the program, so that
`handrail explain` and `handrail new` need no checkout.

Run it after a page or a template changes: docs/generate_pages.py. With --check it changes nothing and ends with 1
where what is compiled in is not what stands in those folders.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "diagnostics"
GENERATED = ROOT / "Sources" / "HandrailReporting" / "Generated"
TARGET = GENERATED / "DiagnosticPages.swift"
LINT_PAGES = ROOT / "docs" / "lint"
LINT_INDEX = ROOT / "docs" / "lint.md"
INDEX_HEADING = "## The rules\n"
LINT_TARGET = GENERATED / "LintPages.swift"
TEMPLATES = ROOT / "policies" / "templates"
STARTERS = GENERATED / "StarterPolicy.swift"
CODE = re.compile(r"^[A-Z]{2}\d{4}$")


def literal(text: str) -> str:
    """A Swift literal that holds the text as it is."""
    marks = "#"
    while '"""' + marks in text or "\\" + marks in text:
        marks += "#"
    lines = "\n".join("    " + line if line else "" for line in text.split("\n"))
    return f'{marks}"""\n{lines}\n    """{marks}'


CATEGORIES = {
    "safe": "Safety", "cover": "Coverage", "clear": "Clarity", "money": "Money and approval", "time": "Time",
    "voice": "Customer wording", "data": "Data", "route": "Routing", "own": "Ownership", "test": "Tests",
    "style": "Style", "allow": "Lines that allow a finding",
}


def lint_index() -> str:
    """docs/lint.md with the table of all rules after its last heading."""
    text = LINT_INDEX.read_text(encoding="utf-8")
    parts = [text[: text.index(INDEX_HEADING) + len(INDEX_HEADING)]]
    for category, title in CATEGORIES.items():
        rows = []
        for page in sorted(LINT_PAGES.glob(f"{category}-*.md")):
            lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line]
            known = re.match(r"(?:Set: (\w+)\. )?Severity: (\w+)", lines[2])
            rows.append(f"| [{page.stem}](lint/{page.name}) | {known[1] or ''} | {known[2]} | {lines[1]} |")
        parts += [f"\n### {title}\n", "| rule | set | severity | says |", "|---|---|---|---|", *rows]
    return "\n".join(parts) + "\n"


def lint_pages() -> str:
    """The pages of the rules, by name."""
    pages = {page.stem: page.read_text(encoding="utf-8").rstrip("\n") + "\n"
             for page in sorted(LINT_PAGES.glob("*.md"))}
    parts = [
        "// swift-format-ignore-file",
        "// Made by docs/generate_pages.py from docs/lint; change the pages there.\n",
        "/// The rules of the lint that have a page, sorted.",
        "package let lintPageNames: [String] = [",
        *[f'  "{name}",' for name in pages],
        "]\n",
        "/// The page of a rule as Markdown; `nil` where the name has none.",
        "package func lintPage(_ name: String) -> String? {",
        "  switch name {",
    ]
    for name, page in pages.items():
        parts.append(f'  case "{name}":\n    {literal(page)}')
    parts += ["  case _: nil", "  }", "}"]
    return "\n".join(parts) + "\n"


def generated() -> str:
    pages = {page.stem: page.read_text(encoding="utf-8").rstrip("\n") + "\n"
             for page in sorted(PAGES.glob("*.md")) if CODE.match(page.stem)}
    parts = [
        "// swift-format-ignore-file",
        "// Made by docs/generate_pages.py from docs/diagnostics; change the pages there.\n",
        "/// The codes that have a page, sorted.",
        "package let diagnosticPageCodes: [String] = [",
        *[f'  "{code}",' for code in pages],
        "]\n",
        "/// The page of a message as Markdown; `nil` where the code has none.",
        "package func diagnosticPage(_ code: String) -> String? {",
        "  switch code {",
    ]
    for code, page in pages.items():
        parts.append(f'  case "{code}":\n    {literal(page)}')
    parts += ["  case _: nil", "  }", "}"]
    return "\n".join(parts) + "\n"


def starters() -> str:
    """The templates as an enumeration; comments for the acceptance table stay at home."""
    paths = sorted(TEMPLATES.glob("*.policy"))
    texts = ["".join(line for line in path.read_text(encoding="utf-8").splitlines(keepends=True)
                     if not line.lstrip().startswith("# acceptance:")) for path in paths]
    cases = [re.sub(r"-(\w)", lambda match: match.group(1).upper(), path.stem) for path in paths]
    names = [re.search(r"^policy (\w+) ", text, re.MULTILINE).group(1) for text in texts]
    parts = [
        "// swift-format-ignore-file",
        "// Made by docs/generate_pages.py from policies/templates; change the policies there.\n",
        "/// A policy to start from.",
        "package enum StarterPolicy: String, CaseIterable, Sendable {",
        *[f'  case {case} = "{path.stem}"' for case, path in zip(cases, paths)],
        "\n  /// The policy's name in its text.",
        "  package var name: String {",
        "    switch self {",
        *[f'    case .{case}: "{name}"' for case, name in zip(cases, names)],
        "    }\n  }",
        "\n  /// The policy, commented and with scenarios.",
        "  package var text: String {",
        "    switch self {",
        *[f"    case .{case}:\n    {literal(text)}" for case, text in zip(cases, texts)],
        "    }\n  }\n}",
    ]
    return "\n".join(parts) + "\n"


def main() -> int:
    wanted = {TARGET: generated(), LINT_TARGET: lint_pages(), LINT_INDEX: lint_index(), STARTERS: starters()}
    if sys.argv[1:] == ["--check"]:
        stale = [path for path, text in wanted.items()
                 if not path.exists() or path.read_text(encoding="utf-8") != text]
        for path in stale:
            print(f"{path.name} is not what its sources say: run docs/generate_pages.py", file=sys.stderr)
        return 1 if stale else 0
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
