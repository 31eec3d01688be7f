internal import Handrail
import HandrailEngine
import HandrailScenarios
import HandrailSource

/// A run of scenarios for machines.
package func testJSON(_ files: [TestedFile], _ summary: TestSummary) -> [UInt8] {
  var text = JSONText(indented: true)
  text.object { text in
    text.key("policies")
    text.list(files) { file, text in file.write(to: &text) }
    text.key("scenarios")
    text.value(summary.scenarios)
    text.key("failed")
    text.value(summary.failed)
  }
  return text.bytes
}

extension TestedFile {
  fileprivate func write(to text: inout JSONText) {
    text.object { text in
      text.key("file")
      text.value(path)
      text.key("policy")
      text.object { $0.fields(of: graph.policy) }
      text.key("scenarios")
      text.list(results) { result, text in write(result, to: &text) }
      if let coverage { write(coverage, to: &text) }
      if let mutation { write(mutation, to: &text) }
    }
  }

  private func write(_ coverage: Coverage, to text: inout JSONText) {
    text.key("coverage")
    text.object { text in
      text.key("reached")
      text.value(coverage.share.reached)
      text.key("of")
      text.value(coverage.share.of)
      text.key("items")
      text.list(coverage.items) { item, text in
        text.object { text in
          text.key("kind")
          text.value(item.kind.rawValue)
          text.key("words")
          text.value(item.words)
          text.key("file")
          text.value(graph.policy.files[item.file])
          text.key("line")
          text.value(item.line)
          text.key("reached")
          text.value(item.isReached)
        }
      }
    }
  }

  private func write(_ report: MutationReport, to text: inout JSONText) {
    text.key("mutation")
    text.object { text in
      text.key("noticed")
      text.value(report.noticed)
      text.key("of")
      text.value(report.count)
      text.key("void")
      text.value(report.void)
      text.key("untried")
      text.value(report.untried)
      text.key("survivors")
      text.list(report.survivors) { mutant, text in
        text.object { text in
          text.key("file")
          text.value(mutant.path)
          text.key("line")
          text.value(mutant.line)
          text.key("text")
          text.value(mutant.text)
          text.key("change")
          text.value(mutant.change.isEmpty ? "dropped" : mutant.change)
        }
      }
    }
  }

  private func write(_ result: ScenarioResult, to text: inout JSONText) {
    let place = position(result.place)
    text.object { text in
      text.key("name")
      text.value(result.name)
      text.key("file")
      text.value(place.path)
      text.key("line")
      text.value(place.line)
      text.key("passed")
      text.value(result.isFine)
      text.key("expectations")
      text.value(result.expectations)
      text.key("decisions")
      text.value(result.decisions)
      text.key("failures")
      text.list(result.failures) { failure, text in write(failure, to: &text) }
    }
  }

  private func write(_ failure: ScenarioResult.Failure, to text: inout JSONText) {
    let place = position(failure.diagnostic.place)
    text.object { text in
      text.key("code")
      text.value(failure.diagnostic.code)
      text.key("file")
      text.value(place.path)
      text.key("line")
      text.value(place.line)
      text.key("column")
      text.value(place.column)
      text.key("headline")
      text.value(failure.diagnostic.headline)
      text.key("reason")
      text.value(failure.diagnostic.reason)
      text.key("why")
      text.value(why(failure))
    }
  }
}
