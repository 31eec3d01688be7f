internal import Handrail
import HandrailEngine
import HandrailScenarios
import HandrailSource

/// A run of scenarios for machines.
package func testJSON(_ files: [TestedFile], _ summary: TestSummary) -> [UInt8] {
  var text = JSONText(indented: true)
  text.object { text in
    text.list("policies", files) { file, text in file.write(to: &text) }
    text.member("scenarios", summary.scenarios)
    text.member("failed", summary.failed)
  }
  return text.bytes
}

extension TestedFile {
  fileprivate func write(to text: inout JSONText) {
    text.object { text in
      text.member("file", path)
      text.object("policy") { $0.fields(of: graph.policy) }
      text.list("scenarios", results) { result, text in write(result, to: &text) }
      if let coverage { write(coverage, to: &text) }
      if let mutation { write(mutation, to: &text) }
    }
  }

  private func write(_ coverage: Coverage, to text: inout JSONText) {
    text.object("coverage") { text in
      text.member("reached", coverage.share.reached)
      text.member("of", coverage.share.of)
      text.list("items", coverage.items) { item, text in
        text.object { text in
          text.member("kind", item.kind.rawValue)
          text.member("words", item.words)
          text.member("file", graph.policy.files[item.file])
          text.member("line", item.line)
          text.member("reached", item.isReached)
        }
      }
    }
  }

  private func write(_ report: MutationReport, to text: inout JSONText) {
    text.object("mutation") { text in
      text.member("noticed", report.noticed)
      text.member("of", report.count)
      text.member("void", report.void)
      text.member("untried", report.untried)
      text.list("survivors", report.survivors) { mutant, text in
        text.object { text in
          text.member("file", mutant.path)
          text.member("line", mutant.line)
          text.member("text", mutant.text)
          text.member("change", mutant.change.isEmpty ? "dropped" : mutant.change)
        }
      }
    }
  }

  private func write(_ result: ScenarioResult, to text: inout JSONText) {
    let place = position(result.place)
    text.object { text in
      text.member("name", result.name)
      text.member("file", place.path)
      text.member("line", place.line)
      text.member("passed", result.isFine)
      text.member("expectations", result.expectations)
      text.member("decisions", result.decisions)
      text.list("failures", result.failures) { failure, text in write(failure, to: &text) }
    }
  }

  private func write(_ failure: ScenarioResult.Failure, to text: inout JSONText) {
    let place = position(failure.diagnostic.place)
    text.object { text in
      text.member("code", failure.diagnostic.code)
      text.member("file", place.path)
      text.member("line", place.line)
      text.member("column", place.column)
      text.member("headline", failure.diagnostic.headline)
      text.member("reason", failure.diagnostic.reason)
      text.member("why", why(failure))
    }
  }
}
