import HandrailModel
package import HandrailSource

/// A policy with suites written behind it, and what becomes of places there.
package struct PolicyWithSuites: Sendable {
  package let suites: [ScenarioSuite]
  /// The policy's bytes with the suites' scenarios at their end.
  package let bytes: [UInt8]
  /// Where each suite begins in `bytes`.
  private let starts: [Int]

  package init(_ policy: [UInt8], _ suites: [ScenarioSuite]) {
    self.suites = suites
    var bytes = policy
    var starts: [Int] = []
    for suite in suites {
      // The last line of a policy may lack its end.
      if bytes.last != 0x0A { bytes.append(0x0A) }
      starts.append(bytes.count)
      bytes += suite.bytes
    }
    self.bytes = bytes
    self.starts = starts
  }

  /// The files that places are in: those of the policy, then the suites'.
  package func sources(_ files: [SourceText]) -> [SourceText] {
    files + suites.map(\.source)
  }

  /// True for a place that a suite wrote.
  package func isInSuite(_ place: SourcePlace) -> Bool {
    guard let first = starts.first else { return false }
    return place.file.offset == 0 && Int(place.range.lower) >= first
  }

  /// The same place in the suite that wrote it; others stay.
  package func moved(_ place: SourcePlace, fileCount: Int) -> SourcePlace {
    guard isInSuite(place) else { return place }
    let offset = Int(place.range.lower)
    guard let suite = starts.lastIndex(where: { $0 <= offset }) else { return place }
    return SourcePlace(
      file: FileID(fileCount + suite), range: suites[suite].origin(ofByte: offset - starts[suite]))
  }

  /// The same message about the suite; a change of the written line is shown, and not applied.
  package func moved(_ message: Diagnostic, fileCount: Int) -> Diagnostic {
    var moved = message
    moved.place = self.moved(message.place, fileCount: fileCount)
    // One line of a matrix is written once for each combination: it is shown once.
    moved.related = message.related.map {
      RelatedPlace(self.moved($0.place, fileCount: fileCount), $0.note)
    }.filter { $0.place != moved.place }
    moved.fixes = message.fixes.map { fix in
      Fix(fix.level, fix.title, fix.edits.filter { !isInSuite($0.place) })
    }
    return moved
  }

  /// The same result about the suite.
  package func moved(_ result: ScenarioResult, fileCount: Int) -> ScenarioResult {
    var moved = result
    moved.place = self.moved(result.place, fileCount: fileCount)
    moved.failures = result.failures.map { failure in
      ScenarioResult.Failure(
        self.moved(failure.diagnostic, fileCount: fileCount), about: failure.decided)
    }
    return moved
  }
}
