#!/usr/bin/env python3
"""Compiles the pages of docs/diagnostics into the program, so that `handrail explain` needs no checkout.

Run it after a page changes: docs/generate_pages.py. With --check it changes nothing and ends with 1 where the
compiled pages are not those of docs/diagnostics.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "diagnostics"
TARGET = ROOT / "Sources" / "HandrailReporting" / "Generated" / "DiagnosticPages.swift"
CODE = re.compile(r"^[A-Z]{2}\d{4}$")


def literal(text: str) -> str:
    """A Swift literal that holds the text as it is."""
    marks = "#"
    while '"""' + marks in text or "\\" + marks in text:
        marks += "#"
    lines = "\n".join("    " + line if line else "" for line in text.split("\n"))
    return f'{marks}"""\n{lines}\n    """{marks}'


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


def main() -> int:
    text = generated()
    if sys.argv[1:] == ["--check"]:
        if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text:
            return 0
        print("the compiled pages are not those of docs/diagnostics: run docs/generate_pages.py", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
