#!/usr/bin/env python3
"""The gate for sizes, bans and who may use whom. Prints `file:line: rule: reason`; exits 1 if any.

Reads the files that git tracks or would track, in the folder above this file or in the one named.
Only the standard library; no Swift is run.
"""

import re
import subprocess
import sys
from bisect import bisect_right
from pathlib import Path

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()
CORE = {
    "HandrailSource", "HandrailEngine", "HandrailSyntax", "HandrailModel", "HandrailLowering",
    "HandrailExplanation", "Handrail",
}
FACE = {"HandrailCommand"}
# Each folder may use the types of those before it.
ENGINE_FOLDERS = ["Values", "Graph", "Frame", "Evaluation", "Approval"]
SOURCE_LINES, TEST_LINES, FUNCTION_LINES, COLUMNS = 400, 600, 50, 100
PARAMETERS, NESTING = 4, 3
# A function is an exhaustive switch if no more than this stands around its one switch.
AROUND_SWITCH = 12

# What a rule does not apply to, each with its reason.
EXEMPT = {
    ("user-words", "Sources/HandrailYAML/EventProblem.swift"): "libyaml's words, never printed",
}

BANNED_CODE = [
    (r"\bfatalError\(\s*\)", "fatal-error", "a stop without a sentence helps nobody; use precondition with one"),
    (r"\bpreconditionFailure\(\s*\)", "fatal-error", "a stop without a sentence helps nobody"),
    (r"\btry!", "try!", "input must never trap; throw on or handle it"),
    (r"\bas!", "as!", "input must never trap; use `as?`"),
    (r"[\w)\]]!(?![=\w(])|[\w)\]]!(?=\.|\()", "force-unwrap", "input must never trap; use `guard let`"),
    (r"@unchecked\s+Sendable", "unchecked-sendable", "values are Sendable by their structure"),
    (r"nonisolated\(unsafe\)", "nonisolated-unsafe", "no shared mutable state"),
    (r"\bstatic\s+var\s+\w+\s*(?::[^={\n]*)?(?:=|$)", "static-var", "no shared mutable state"),
    (r"\bDispatchQueue\b", "dispatch-queue", "concurrency belongs to the faces, structured"),
    (r"\bTask\.detached\b", "detached-task", "concurrency belongs to the faces, structured"),
    (r"\bDictionary\(\s*uniqueKeysWithValues:", "unique-keys", "traps on a doubled key; merge with a rule"),
    (r"@testable\b", "testable", "tests use the door of a target"),
    (r"@_spi\b", "spi", "a door is `package` or `public`"),
    (r"@inlinable\b", "inlinable", "not until it is measured"),
]
BANNED_CORE_CODE = [
    (r"\bprint\(", "print", "the core returns values; a face prints"),
    (r"\bDate\(\s*\)|\bContinuousClock\b|\bSuspendingClock\b", "clock", "the moment is an input"),
    (r"\.random\(|\bSystemRandomNumberGenerator\b", "random", "a seed is an input"),
    (r"\bObjectIdentifier\b", "object-identifier", "its order differs from run to run"),
]
BANNED_TEST_CODE = [
    (r"@testable\b", "testable", "tests use the door of a target"),
    (r"\bimport\s+XCTest\b", "xctest", "tests use swift-testing"),
    (r"\.disabled\(", "disabled-test", "withKnownIssue says more"),
    (r"\bXCTSkip\b", "disabled-test", "withKnownIssue says more"),
    (r"\b(?:Task|Thread)\.sleep\b|\bsleep\(|\busleep\(", "sleep", "no timing in tests"),
]
CORE_IMPORTS = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:\w+\s+)?"
    r"(Foundation\w*|Glibc|Musl|Darwin|Dispatch|Synchronization)\b", re.M)
USER_WORDS = re.compile(
    r"\b(pars(?:e|er|es|ed|ing)|tokens?|syntax|expressions?|identifiers?|booleans?|null|undefined"
    r"|type mismatch|operands?|satisfiable|invariants?|enums?|scopes?)\b", re.I)
COMMENTED_CODE = re.compile(
    r"^//+\s*(?:(?:let|var|func|return|guard|switch|case|import|struct|enum|try|self\.)\b.*[={(]|"
    r"(?:if|for|while)\b.*\{\s*$|\}\s*$|return\s*$|\w+(?:\.\w+)*\([^)]*\)\s*$)")
MARKS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")

# Written in parts so that this file passes its own gate.
MACHINE_PATHS = re.compile("(?<![\\w.~])/(?:" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me"]) + ")/")
SCRATCH_PATH = re.compile("(?<![\\w.~])/" + "tmp/")
URL_HOST = re.compile(r"\bhttps?://([A-Za-z0-9.-]+)(:\d+)?")
PUBLIC_HOSTS = {
    "github.com", "raw.githubusercontent.com", "json-schema.org", "www.w3.org", "yaml.org", "www.yaml.org",
    "www.rfc-editor.org", "datatracker.ietf.org", "www.iana.org", "data.iana.org", "www.swift.org",
    "swift.org", "www.unicode.org", "csrc.nist.gov", "semver.org", "localhost", "127.0.0.1",
}
PRIVATE_HOST = re.compile(
    r"\b(?:10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+"
    r"|[a-z0-9-]+\.(?:internal|corp|intranet|lan))(?::\d+)?\b")

PIECE = re.compile(r'//|/\*|#*"""|#*"')
IN_STRING = {}


class Swift:
    """A Swift file: its code with texts and comments blanked out, and those apart."""

    def __init__(self, path, text):
        self.path, self.text = path, text
        self.starts = [0] + [match.end() for match in re.finditer("\n", text)]
        self.comments, self.literals = [], []
        out, position = [], 0
        while match := PIECE.search(text, position):
            out.append(text[position:match.start()])
            position = self.skip(match, out)
        out.append(text[position:])
        self.code = "".join(out)
        self.pairs = {}
        stack = []
        for match in re.finditer(r"[(){}\[\]]", self.code):
            if match.group() in "({[":
                stack.append(match.start())
            elif stack:
                self.pairs[stack.pop()] = match.start()

    def line(self, offset):
        return bisect_right(self.starts, offset)

    def skip(self, match, out):
        """Blanks out the comment or text that starts at a match; says where it ends."""
        start, mark = match.start(), match.group()
        if mark == "//":
            end = self.text.find("\n", start)
            end = len(self.text) if end < 0 else end
        elif mark == "/*":
            depth, end = 1, start + 2
            while depth and (inner := re.compile(r"/\*|\*/").search(self.text, end)):
                depth += 1 if inner.group() == "/*" else -1
                end = inner.end()
            end = len(self.text) if depth else end
        else:
            return self.skip_text(start, mark, out)
        self.comments.append((self.line(start), self.text[start:end]))
        out.append(re.sub(r"[^\n]", " ", self.text[start:end]))
        return end

    def skip_text(self, start, mark, out):
        hashes = mark.rstrip('"')
        closing = mark[len(hashes):] + hashes
        stops = IN_STRING.setdefault(mark, re.compile(
            re.escape(closing) + "|" + re.escape("\\" + hashes) + r"(?:\(|[^(])"
            + ("" if len(mark) - len(hashes) == 3 else "|\n"), re.S))
        position, kept, words = start + len(mark), start, []
        out.append(" " * len(mark))
        kept = position
        while stop := stops.search(self.text, position):
            if stop.group().startswith("\\") and stop.group().endswith("("):
                words.append(self.text[kept:stop.start()])
                out.append(re.sub(r"[^\n]", " ", self.text[kept:stop.end() - 1]))
                position = kept = self.skip_interpolation(stop.end() - 1, out)
            elif stop.group().startswith("\\"):
                position = stop.end()
            else:
                words.append(self.text[kept:stop.start()])
                out.append(re.sub(r"[^\n]", " ", self.text[kept:stop.end()]))
                self.literals.append((self.line(start), "◊".join(words)))
                return stop.end()
        out.append(re.sub(r"[^\n]", " ", self.text[kept:]))
        return len(self.text)

    def skip_interpolation(self, start, out):
        """Keeps the code of an interpolation, from its bracket to the closing one."""
        depth, position = 0, start
        stops = re.compile(r'[()]|#*"""|#*"')
        while match := stops.search(self.text, position):
            out.append(self.text[position:match.start()])
            if match.group() in "()":
                out.append(match.group())
                depth += 1 if match.group() == "(" else -1
                position = match.end()
                if depth == 0:
                    return position
            else:
                position = self.skip_text(match.start(), match.group(), out)
        return len(self.text)


class Gate:
    def __init__(self):
        self.found = set()

    def refuse(self, path, line, rule, reason):
        if (rule, str(path)) not in EXEMPT:
            self.found.add((str(path), line, rule, reason))

    def run(self):
        names = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
            check=True, capture_output=True).stdout.decode().split("\0")
        files = []
        for name in filter(None, names):
            path = ROOT / name
            if path.name == "Package.resolved":
                self.refuse(name, 1, "package-resolved", "it names the machine that made it")
            if not path.is_file() or path.is_symlink():
                continue
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            self.check_words_of_machine(name, text)
            if name.endswith(".swift") and name.startswith(("Sources/", "Tests/")):
                files.append(Swift(name, text))
        sources = [file for file in files if file.path.startswith("Sources/")]
        enums = own_enums(sources)
        for file in files:
            self.check_size(file)
            if file.path.startswith("Sources/"):
                self.check_source(file, enums)
            else:
                self.check_code(file, BANNED_TEST_CODE)
        self.check_engine(sources)
        for path, line, rule, reason in sorted(self.found):
            print(f"{path}:{line}: {rule}: {reason}")
        print(f"{len(files)} Swift files looked at, {len(self.found)} violations", file=sys.stderr)
        return 1 if self.found else 0

    def check_words_of_machine(self, name, text):
        for number, line in enumerate(text.split("\n"), 1):
            if "/" not in line and "." not in line:
                continue
            if MACHINE_PATHS.search(line):
                self.refuse(name, number, "machine-path", "a path of one machine; write it from the project's root")
            if name.startswith("Sources/") and SCRATCH_PATH.search(line):
                self.refuse(name, number, "machine-path", "a path of one machine")
            for match in URL_HOST.finditer(line):
                host = match.group(1).lower().rstrip(".")
                if host not in PUBLIC_HOSTS and not re.search(r"(^|\.)example(\.(com|org|net))?$", host):
                    self.refuse(name, number, "host", f"`{host}` is not among the public hosts that .ci/check_sources.py lists")
            if PRIVATE_HOST.search(line) and "Tests/" not in name:
                self.refuse(name, number, "host", "a host of one network")

    def check_size(self, file):
        if "/Generated/" in file.path:
            return
        lines = file.text.count("\n")
        most = SOURCE_LINES if file.path.startswith("Sources/") else TEST_LINES
        if lines > most:
            self.refuse(file.path, most + 1, "file-size", f"{lines} lines, at most {most}: one type, one aspect a file")
        for number, line in enumerate(file.text.split("\n"), 1):
            if len(line) > COLUMNS:
                self.refuse(file.path, number, "line-width", f"{len(line)} columns, at most {COLUMNS}")
        for function in functions(file):
            self.check_function(file, function)

    def check_function(self, file, function):
        name, offset, open_brace, close, parameters = function
        lines = file.line(close) - file.line(offset) + 1
        if lines > FUNCTION_LINES and not is_one_switch(file, open_brace, close, lines):
            self.refuse(
                file.path, file.line(offset), "function-size",
                f"`{name}` has {lines} lines, at most {FUNCTION_LINES} but for one exhaustive switch")
        if parameters > PARAMETERS and not name.startswith(("init", "subscript")):
            self.refuse(
                file.path, file.line(offset), "parameters",
                f"`{name}` has {parameters}, at most {PARAMETERS}: make a struct of them")
        depth, deepest = 0, 0
        at = open_brace
        for match in re.finditer(r"[{}]", file.code[open_brace + 1:close]):
            depth += 1 if match.group() == "{" else -1
            if depth > deepest:
                deepest, at = depth, open_brace + 1 + match.start()
        if deepest > NESTING and file.path.startswith("Sources/"):
            self.refuse(
                file.path, file.line(at), "nesting",
                f"`{name}` goes {deepest} blocks deep, at most {NESTING}: name the inner part")

    def check_code(self, file, bans):
        for pattern, rule, reason in bans:
            for match in re.finditer(pattern, file.code, re.M):
                self.refuse(file.path, file.line(match.start()), rule, reason)

    def check_source(self, file, enums):
        target = file.path.split("/")[1]
        self.check_code(file, BANNED_CODE)
        if target in CORE:
            self.check_code(file, BANNED_CORE_CODE)
            for match in CORE_IMPORTS.finditer(file.code):
                self.refuse(
                    file.path, file.line(match.start(1)), "core-import",
                    f"the core does not import {match.group(1)}: no disk, no clock, small and portable")
        if target != "Handrail":
            for match in re.finditer(
                    r"(?<![.\w])public\s+(?=\w)|(?<![.\w])open\s+(?:class|func|var|subscript)\b", file.code):
                self.refuse(file.path, file.line(match.start()), "public", "only the façade `Handrail` is public; use `package`")
        for line, text in file.comments:
            if MARKS.search(text):
                self.refuse(file.path, line, "open-work", "do it, or open an issue and say nothing here")
            if COMMENTED_CODE.match(text) and not text.startswith("///"):
                self.refuse(file.path, line, "dead-code", "history keeps old code; a comment says why")
        quiet = {file.line(m.start()) for m in re.finditer(r"\b(?:precondition|assert)\w*\(", file.code)}
        for line, text in file.literals:
            # Two spaces make it a sentence, not a key.
            word = USER_WORDS.search(text) if text.count(" ") >= 2 else None
            if word and not quiet & {line, line - 1, line - 2}:
                self.refuse(file.path, line, "user-words", f"`{word.group()}` is no word of our readers")
        self.check_switches(file, enums)

    def check_switches(self, file, enums):
        for match in re.finditer(r"\bswitch\b[^{\n]*\{", file.code):
            start = match.end() - 1
            end = file.pairs.get(start)
            if end is None:
                continue
            body = without_inner_blocks(file, start, end)
            rest = re.search(r"^\s*(?:@unknown\s+)?default\s*:|^\s*case\s+_\s*:", body, re.M)
            cases = re.findall(r"(?:\bcase\s+(?:let\s+)?|,\s*)\.(\w+)", body)
            names = {name for name in cases if name not in ("some", "none")}
            first = re.search(r"\bcase\s+(?:let\s+)?(\S)", body)
            if rest and names and first and first.group(1) == "." and any(names <= own for own in enums):
                place = start + 1 + rest.start() + len(rest.group()) - len(rest.group().lstrip())
                self.refuse(
                    file.path, file.line(place), "default-case",
                    "a switch over our own cases names them all, so a new case cannot be forgotten")

    def check_engine(self, sources):
        """Values <- Graph <- Frame <- Evaluation: a folder never uses what a later one declares."""
        engine = [file for file in sources if file.path.startswith("Sources/HandrailEngine/")]
        declared = {}
        for file in engine:
            folder = file.path.split("/")[2]
            if folder not in ENGINE_FOLDERS:
                self.refuse(file.path, 1, "engine-folder", "stands in none of " + ", ".join(ENGINE_FOLDERS))
                continue
            for name in outer_names(file):
                declared.setdefault(name, set()).add(ENGINE_FOLDERS.index(folder))
        word = re.compile(r"(?<![.\w])\w+")
        for file in engine:
            folder = file.path.split("/")[2]
            if folder not in ENGINE_FOLDERS:
                continue
            rank = ENGINE_FOLDERS.index(folder)
            later = {name for name, ranks in declared.items() if min(ranks) > rank}
            own = set(re.findall(r"\b(?:struct|enum|class|protocol|typealias|func|let|var|case)\s+(\w+)", file.code))
            for match in word.finditer(file.code):
                if match.group() in later and match.group() not in own:
                    owner = ENGINE_FOLDERS[min(declared[match.group()])]
                    self.refuse(
                        file.path, file.line(match.start()), "engine-order",
                        f"{folder} uses `{match.group()}` of {owner}; the order is "
                        + " <- ".join(ENGINE_FOLDERS[:4]))


def functions(file):
    """Name, start, body and count of parameters of each function and computed property."""
    code = file.code
    protocols = [
        (match.end() - 1, file.pairs.get(match.end() - 1, len(code)))
        for match in re.finditer(r"\bprotocol\s+\w+[^{]*\{", code)]
    pattern = re.compile(
        r"(?<![.\w])(?:(func)\s+([^\s(<]+)\s*[<(]|(init)[?!]?\s*[<(]|(subscript)\s*[<(]|(deinit)\s*\{"
        r"|var\s+(\w+)\s*:[^={\n]*\{)")
    for match in pattern.finditer(code):
        if any(start < match.start() < end for start, end in protocols):
            continue
        name = match.group(2) or match.group(3) or match.group(4) or match.group(5) or match.group(6)
        if match.group().endswith("{"):
            body, count = match.end() - 1, 0
        else:
            opening = match.end() - 1 if match.group().endswith("(") else code.find("(", match.end())
            closing = file.pairs.get(opening)
            if closing is None:
                continue
            count = parameter_count(file, opening, closing)
            body = code.find("{", closing)
        if body in file.pairs:
            yield name, match.start(), body, file.pairs[body], count


def parameter_count(file, opening, closing):
    count, position, seen = 0, opening + 1, False
    while position < closing:
        character = file.code[position]
        if character in "([{":
            position = file.pairs.get(position, position)
        elif character == ",":
            count += 1
        seen = seen or not character.isspace()
        position += 1
    return count + 1 if seen else 0


def is_one_switch(file, opening, closing, lines):
    best = 0
    for match in re.finditer(r"\bswitch\b[^{\n]*\{", file.code[opening:closing]):
        start = opening + match.end() - 1
        if start in file.pairs:
            best = max(best, file.line(file.pairs[start]) - file.line(start) + 1)
    return best > 0 and lines - best <= AROUND_SWITCH


def without_inner_blocks(file, opening, closing):
    """The code between two braces with the inside of inner braces blanked out."""
    out, position = [], opening + 1
    for match in re.finditer(r"\{", file.code[opening + 1:closing]):
        start = opening + 1 + match.start()
        if start < position or start not in file.pairs:
            continue
        end = file.pairs[start]
        out.append(file.code[position:start])
        out.append(re.sub(r"[^\n]", " ", file.code[start:end]))
        position = end
    out.append(file.code[position:closing])
    return "".join(out)


def own_enums(sources):
    """The case names of each of our own enums."""
    enums = []
    for file in sources:
        for match in re.finditer(r"\benum\s+\w+[^{\n]*\{", file.code):
            start = match.end() - 1
            if start not in file.pairs:
                continue
            body = without_inner_blocks(file, start, file.pairs[start])
            body = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", body)
            names = set()
            for line in re.findall(r"^\s*(?:indirect\s+)?case\s+([^\n]*(?:,\s*\n[^\n]*)*)", body, re.M):
                names |= set(re.findall(r"(?:^|,)\s*(\w+)", line))
            if names:
                enums.append(names)
    return enums


def outer_names(file):
    """Names that a file declares at its outermost level for other files."""
    outer = without_inner_blocks(file, -1, len(file.code))
    pattern = re.compile(
        r"^(?!.*\b(?:private|fileprivate)\b)(?:@\w+(?:\([^)]*\))?\s+)*(?:[a-z]+\s+)*?"
        r"(?:struct|enum|class|protocol|actor|typealias|func|let|var)\s+(\w+)", re.M)
    return pattern.findall(outer)


if __name__ == "__main__":
    sys.exit(Gate().run())
