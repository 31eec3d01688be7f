#!/usr/bin/env python3
"""Seeds faults one by one into a copy of the engine and says which the verifier catches.

Usage: Tests/faults/seed_faults.py [--comparisons N] [--only K | --only K-L] [--scratch FOLDER [--built]] [--page]

Every fault of faults.txt becomes a choice in one copy of the sources: `seededFault == K ? faulty : original`, so that
one release build serves them all and the environment variable HANDRAIL_SEEDED_FAULT picks one. A fault is caught when
the verifier ends with a difference, or does not end well, within N comparisons (20,000 unless told). With --page the
result is written to docs/seeded-faults.md. A scratch folder keeps the build and what was found, so that a long run can
be taken in parts: the first one builds, the others say --built, and the page is written once every fault was tried.
Ends with 1 where fewer than nineteen in twenty are caught.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FAULTS = pathlib.Path(__file__).with_name("faults.txt")
SWITCH = """#if canImport(Glibc)
  import Glibc
#endif

/// Which seeded fault is on; 0: none.
package let seededFault: Int = unsafe getenv("HANDRAIL_SEEDED_FAULT").flatMap {
  unsafe Int(String(cString: $0))
} ?? 0
"""


def read_faults():
    """Sites as (file, original, [faulty, …]), in the order of the file."""
    sites = []
    file = None
    for line in FAULTS.read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("@ "):
            file = line[2:]
        elif line.startswith("=> "):
            sites[-1][2].append(line[3:])
        else:
            sites.append((file, line, []))
    return sites


def seed(copy, sites):
    """Writes every fault into the copy; gives (number, file, original, faulty) of each."""
    (copy / "Sources/HandrailEngine/Values/SeededFault.swift").write_text(SWITCH)
    numbered = []
    pieces = {}
    for file, original, faulties in sites:
        path = copy / "Sources" / file
        text = pieces.get(path) or path.read_text()
        if text.count(original) != 1:
            sys.exit(f"{file}: `{original}` stands there {text.count(original)} times")
        choice = f"({original})"
        for faulty in reversed(faulties):
            number = len(numbered) + len(faulties) - faulties.index(faulty)
            choice = f"(seededFault == {number} ? ({faulty}) : {choice})"
        first = len(numbered)
        for position, faulty in enumerate(reversed(faulties)):
            numbered.append((first + position + 1, file, original, faulty))
        # The text is put in at the end, so that no later site is found inside an earlier one.
        mark = f"\0{len(pieces.setdefault('marks', {}))}\0"
        pieces["marks"][mark] = choice
        pieces[path] = text.replace(original, mark)
    marks = pieces.pop("marks")
    for path, text in pieces.items():
        for mark, choice in marks.items():
            text = text.replace(mark, choice)
        path.write_text(text)
    return numbered


def run(program, number, comparisons):
    """Whether the verifier, with this fault on, ends badly; 0 is the control."""
    environment = dict(os.environ, HANDRAIL_SEEDED_FAULT=str(number))
    command = [program, "--comparisons", str(comparisons), "--seed", "2026", "--no-coverage", "--lanes", "1"]
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, timeout=600, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def write_page(results, comparisons):
    caught = sum(1 for result in results if result[1])
    lines = [
        "# Seeded faults",
        "",
        f"{len(results)} faults were put one by one into a copy of the engine; {caught} of them were caught within "
        f"{comparisons:,} comparisons with the reference evaluator.",
        "",
        "Repeat it with `Tests/faults/seed_faults.py --page`; the faults stand in `Tests/faults/faults.txt`.",
        "",
        "| # | file | stands there | fault | caught |",
        "|---|---|---|---|---|",
    ]
    for (number, file, original, faulty), was_caught in results:
        cells = [text.replace("|", "\\|") for text in (original, faulty)]
        lines.append(
            f"| {number} | {file.split('/')[-1]} | `{cells[0]}` | `{cells[1]}` | "
            f"{'yes' if was_caught else '**no**'} |")
    (ROOT / "docs/seeded-faults.md").write_text("\n".join(lines) + "\n")


def build(copy):
    """A release build of the sources with every fault in them."""
    for name in ("Sources", "Tests"):
        shutil.rmtree(copy / name, ignore_errors=True)
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "Package.swift", copy / "Package.swift")
    numbered = seed(copy, read_faults())
    print(f"{len(numbered)} faults; building", flush=True)
    subprocess.run(
        ["swift", "build", "-c", "release", "--product", "HandrailVerifier"],
        cwd=copy, check=True, stdout=subprocess.DEVNULL)
    (copy / "faults.json").write_text(json.dumps(numbered))
    (copy / "outcomes.json").write_text("{}")


def is_wanted(number, only):
    """`only` is nothing, a number, or two with a dash between."""
    first, _, last = only.partition("-")
    return not only or int(first) <= number <= int(last or first)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--comparisons", type=int, default=20_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--page", action="store_true")
    parser.add_argument("--scratch", help="a folder to keep for the next run's build")
    parser.add_argument("--built", action="store_true", help="the scratch folder's build is up to date")
    arguments = parser.parse_args()

    folder = pathlib.Path(arguments.scratch or tempfile.mkdtemp())
    copy = folder / "copy"
    if not arguments.built:
        build(copy)
    numbered = json.loads((copy / "faults.json").read_text())
    program = str(copy / ".build/release/HandrailVerifier")
    if run(program, 0, arguments.comparisons):
        sys.exit("without any fault the verifier does not end well: nothing can be said")

    wanted = [fault for fault in numbered if is_wanted(fault[0], arguments.only)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(
            lambda fault: run(program, fault[0], arguments.comparisons), wanted))
    for (number, file, original, faulty), was_caught in zip(wanted, outcomes):
        if not was_caught:
            print(f"not caught: {number} {file}: {original}  =>  {faulty}")
    print(f"{len(wanted)} faults, {sum(outcomes)} caught within {arguments.comparisons} comparisons")

    known = json.loads((copy / "outcomes.json").read_text())
    known.update((str(fault[0]), outcome) for fault, outcome in zip(wanted, outcomes))
    (copy / "outcomes.json").write_text(json.dumps(known))
    untried = [fault[0] for fault in numbered if str(fault[0]) not in known]
    if arguments.page and untried:
        print(f"no page yet: {len(untried)} faults were not tried")
    elif arguments.page:
        write_page([(fault, known[str(fault[0])]) for fault in numbered], arguments.comparisons)
    if not arguments.scratch:
        shutil.rmtree(folder)
    return 0 if sum(outcomes) * 20 >= len(wanted) * 19 else 1


if __name__ == "__main__":
    sys.exit(main())
