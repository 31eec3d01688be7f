#!/usr/bin/env python3
"""Shows that each rule of check_sources.py refuses what it should, and lets sound code pass."""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

GATE = Path(__file__).with_name("check_sources.py")
CORE = "Sources/HandrailModel/A.swift"

# Rule, file, content with `§` on the line that must be named.
REFUSED = [
    ("fatal-error", CORE, "func a() { fatalError() } // §"),
    ("try!", CORE, "let a = try! b() // §"),
    ("as!", CORE, "let a = b as! C // §"),
    ("force-unwrap", CORE, "let a = b! // §"),
    ("force-unwrap", CORE, "let a = b[0]!.c // §"),
    ("force-unwrap", CORE, 'let a = "x \\(b!) y" // §'),
    ("force-unwrap", CORE, "var a: Int! // §"),
    ("unchecked-sendable", CORE, "struct A: @unchecked Sendable {} // §"),
    ("nonisolated-unsafe", CORE, "nonisolated(unsafe) let a = 1 // §"),
    ("static-var", CORE, "enum A {\n  static var b = 1 // §\n}"),
    ("static-var", CORE, "enum A {\n  static var b: Int = 1 // §\n}"),
    ("dispatch-queue", CORE, "let a = DispatchQueue.main // §"),
    ("detached-task", CORE, "Task.detached { } // §"),
    ("unique-keys", CORE, "let a = Dictionary(uniqueKeysWithValues: b) // §"),
    ("print", CORE, "func a() { print(1) } // §"),
    ("clock", CORE, "let a = Date() // §"),
    ("random", CORE, "let a = Int.random(in: 0..<1) // §"),
    ("core-import", CORE, "import Foundation // §"),
    ("core-import", CORE, "package import FoundationEssentials // §"),
    ("core-import", CORE, "import struct Foundation.Date // §"),
    ("public", CORE, "public struct A {} // §"),
    ("public", "Sources/HandrailYAML/A.swift", "  open class A {} // §"),
    ("open-work", CORE, "// TO" + "DO later §"),
    ("dead-code", CORE, "// let a = b(c) §"),
    ("dead-code", CORE, "// if a < b { § {"),
    ("user-words", CORE, 'let a = "this is not valid syntax here" // §'),
    ("machine-path", CORE, 'let a = "/wo' + 'rk/a" // §'),
    ("machine-path", CORE, 'let a = "/tm' + 'p/a" // §'),
    ("machine-path", "docs/a.md", "see /ro" + "ot/a §"),
    ("host", "docs/a.md", "get it from https" + "://registry.company.net/a §"),
    ("host", "docs/a.md", "get it from 10." + "1.2.3:8080/a §"),
    ("line-width", CORE, "// § " + "a" * 100),
    ("file-size", CORE, "\n" * 400 + "// §\n"),
    ("file-size", "Tests/HandrailModelTests/A.swift", "\n" * 600 + "// §\n"),
    ("function-size", CORE, "func a() { // §\n" + "  b()\n" * 50 + "}"),
    ("function-size", CORE, "var a: Int { // §\n" + "  b()\n" * 50 + "}"),
    ("parameters", CORE, "func a(b: C, d: (E, F), g: H, i: J, k: L) {} // §"),
    ("nesting", CORE, "func a() {\n if b {\n  for c in d {\n   if e {\n    if f { // §\n    }\n   }\n  }\n }\n}"),
    ("default-case", CORE, "enum A { case b, c }\nfunc d(a: A) {\n switch a {\n case .b: e()\n default: f() // §\n }\n}"),
    ("default-case", CORE, "enum A {\n  case b(Int)\n  case c\n}\nlet d = switch a {\ncase .b(let e): e\ncase _: f // §\n}"),
    ("testable", "Tests/HandrailModelTests/A.swift", "@testable import A // §"),
    ("sleep", "Tests/HandrailModelTests/A.swift", "try await Task.sleep(for: .seconds(1)) // §"),
    ("disabled-test", "Tests/HandrailModelTests/A.swift", '@Test("a", .disabled("b")) // §'),
    ("engine-folder", "Sources/HandrailEngine/Other/A.swift", "struct A {} // §"),
]

SOUND = {
    CORE: '''
        /// Words such as fatalError() and try! in a comment, and `public`.
        enum A {
          case b, c
          static let d = "try! as! b! https" + "://example.com/a"
          static var all: [A] { [.b, .c] }
          case open
        }
        func e(_ byte: UInt8?, _ a: A) -> Bool {
          if byte != nil && !f(byte) { return g(!h) }
          switch byte {
          case 1: return true
          default: return false
          }
        }
        func big(a: A) -> Int {
          switch a {
        ''' + "  case .b: 1\n" * 60 + '''
          }
        }
        let raw = #"a "quoted" \\(not code!) { "#
        let many = """
          { a "line" \\(e(1, .b) ? "{" : "x!") of text
          """
        ''',
    "Sources/HandrailCommand/B.swift": "import Foundation\nfunc a() { print(1) }\n",
    "Sources/Handrail/C.swift": "public struct C {}\n",
    "Sources/HandrailEngine/Values/D.swift": "package struct D { var later: Int }\n",
    "Sources/HandrailEngine/Graph/E.swift": "package struct E { let d: D }\n",
}


def run(files):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "init", "-q", folder], check=True)
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        subprocess.run(["git", "-C", folder, "add", "-f", "."], check=True)
        done = subprocess.run([sys.executable, GATE, folder], capture_output=True, text=True)
        return done.returncode, done.stdout


class GateTests(unittest.TestCase):
    def test_refuses(self):
        for rule, name, text in REFUSED:
            with self.subTest(rule=rule, text=text[:60]):
                line = text[:text.index("§")].count("\n") + 1
                status, out = run({name: text + "\n"})
                self.assertEqual(status, 1)
                self.assertRegex(out, "(?m)^" + re.escape(f"{name}:{line}: {rule}: "))

    def test_refuses_later_folders(self):
        order = [("Values", "Graph"), ("Values", "Evaluation"), ("Graph", "Frame"), ("Frame", "Evaluation")]
        for early, late in order:
            status, out = run({
                f"Sources/HandrailEngine/{early}/A.swift": "struct A {\n  let b: B\n}\n",
                f"Sources/HandrailEngine/{late}/B.swift": "package struct B { let a: A }\n"})
            self.assertEqual(status, 1)
            self.assertIn(f"Sources/HandrailEngine/{early}/A.swift:2: engine-order", out)
            self.assertEqual(out.count("\n"), 1)

    def test_refuses_resolved_package(self):
        self.assertIn("package-resolved", run({"Package.resolved": "{}"})[1])

    def test_lets_sound_code_pass(self):
        self.assertEqual(run(SOUND), (0, ""))


if __name__ == "__main__":
    unittest.main()
