import HandrailModel
package import HandrailSource
import HandrailYAML

/// Scenarios in YAML, beside a policy: the same lines, written for the checker to read.
///
/// They are checked as if they stood at the end of the policy, so that names, kinds and outcomes
/// are held to the same rules; what is said of them is said of the YAML.
package struct ScenarioSuite: Sendable {
  /// Scenarios that one suite may come to.
  package static let most = 10_000

  package let source: SourceText
  /// The policy that it names, as it writes it; `nil` where it names none.
  package private(set) var policy: String?
  /// What is wrong with it; places are in `source`, as file 0.
  package private(set) var problems: [Diagnostic] = []
  /// The scenarios in the policy language.
  private(set) var bytes: [UInt8] = []
  /// Where each line of `bytes` comes from, in order.
  private(set) var origins: [(upper: Int, range: ByteRange)] = []
  private(set) var count = 0

  package init(_ source: SourceText) {
    self.source = source
    do {
      var reading = SuiteReading(try readYAML(source.bytes), of: source)
      reading.read()
      policy = reading.policy
      problems = reading.problems
      for scenario in reading.scenarios { write(scenario) }
    } catch {
      let fault = SuiteFault.unreadable(cause: error.cause, fix: error.fix)
      let at = min(error.offset, UInt32(source.bytes.count))
      problems = [
        Diagnostic(fault, at: SourcePlace(file: FileID(0), range: ByteRange(at, at)))
      ]
    }
  }

  private mutating func write(_ scenario: SuiteScenario) {
    count += 1
    for line in scenario.lines {
      bytes += Array(line.text.utf8)
      bytes.append(0x0A)
      origins.append((bytes.count, line.range))
    }
  }

  /// Where a byte of the written scenarios comes from.
  func origin(ofByte offset: Int) -> ByteRange {
    let position = origins.firstIndex { offset < $0.upper }
    return position.map { origins[$0].range } ?? origins.last?.range ?? ByteRange(0, 0)
  }
}

/// One scenario of a suite, in the lines of the policy language.
struct SuiteScenario {
  struct Line {
    var text: String
    /// Where it comes from.
    var range: ByteRange
  }

  var lines: [Line]
}
