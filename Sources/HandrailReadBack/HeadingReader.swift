package import HandrailModel
import HandrailEngine
import HandrailSource

/// Reads a checked policy back.
package func readBack(_ model: PolicyModel) -> ReadBack {
  var reader = HeadingReader(model)
  return reader.readAll()
}

/// The state of one read-back: what the headings say of each other.
struct HeadingReader {
  let model: PolicyModel
  let words: PolicyWords
  let standings: Standings
  var sorts: FactSorts

  init(_ model: PolicyModel) {
    self.model = model
    words = PolicyWords(model: model)
    standings = Standings(model)
    sorts = FactSorts(model)
  }

  mutating func readAll() -> ReadBack {
    var headings = readRules() + readGates() + readReturns() + readDuties()
    headings += readPeople() + readWorkedOut() + readVocabulary() + readChecks()
    let file = model.fileMetadata.first
    return ReadBack(
      policy: model.header.name, version: model.header.version,
      metadata: ReadMetadata(model.header.metadata, file: file), headings: headings)
  }

  /// A heading with where it stands, and who answers for it.
  func heading(
    _ kind: ReadHeading.Kind, _ name: String, _ summary: String, _ at: (Metadata, Origin)
  ) -> ReadHeading {
    let file = at.1.place.file.offset
    let general = model.fileMetadata.indices.contains(file) ? model.fileMetadata[file] : nil
    return ReadHeading(
      kind: kind, name: name, summary: summary, passages: [],
      metadata: ReadMetadata(at.0, file: general),
      file: model.files.indices.contains(file) ? model.files[file].path : "", line: at.1.line)
  }

  /// Exceptions of a heading that restricts count only when they are certain; those of one that
  /// permits unless they are certainly not so.
  ///
  /// `nil`: the heading has lines of both sorts.
  func exceptions(_ guarding: Guard, isPermission: Bool?) -> [Passage] {
    guarding.excepts.flatMap { exception -> [Passage] in
      let passage = words.passage("Exception: not", "when", exception)
      let note =
        switch isPermission {
        case true?: "Where that cannot be told, the exception counts."
        case false?: "Where that cannot be told, the exception does not count."
        case nil:
          "Where that cannot be told, it counts for what is allowed, and not for the rest."
        }
      let doubted = exception.doubtedFacts
      guard !doubted.isEmpty, !doubted.allSatisfy(isAlwaysKnown) else { return [passage] }
      guard case .sentence(let words) = passage else { return [passage, .sentence(note)] }
      return [.sentence("\(words) \(note)")]
    }
  }

  /// True for what the engine knows by itself.
  private func isAlwaysKnown(_ id: FactID) -> Bool {
    if case .builtIn(let builtIn) = words.fact(id).supply {
      switch builtIn {
      case .task, .handler, .turnCount, .humanRequests, .now, .choice, .approval, .done:
        return true
      case .queueOpen, .queueFree, .queueWait: return false
      }
    }
    return false
  }

  /// Facts of a condition by the sort of can't tell, in the order of the text, each once.
  mutating func doubts(
    _ condition: Condition?
  ) -> (open: [String], faulty: [String], inWindow: Bool) {
    guard let condition else { return ([], [], false) }
    var open: [String] = []
    var faulty: [String] = []
    for id in condition.doubtedFacts.flatMap(sorts.bases) {
      let sort = sorts.sort(of: id)
      let name = words.fact(id).name
      if sort.mayBeOpen, !open.contains(name) { open.append(name) }
      if sort.mayBeFaulty, !faulty.contains(name) { faulty.append(name) }
    }
    let isInWindow = condition.tests.allSatisfy { test in
      if case .turns = test.window { true } else { test.body.looksOverTurns }
    }
    return (open, faulty, isInWindow)
  }

  /// What happens if something that a condition reads is not known.
  mutating func unknowns(_ guarding: Guard, _ outcomes: UnknownOutcomes) -> [Passage] {
    let found = doubts(guarding.when)
    let all = found.open + found.faulty.filter { !found.open.contains($0) }
    let enough = found.inWindow ? " in enough turns to matter" : ""
    func sentence(_ names: [String], _ verb: String, _ outcomes: [String]) -> Passage? {
      guard !names.isEmpty, !outcomes.isEmpty else { return nil }
      let start = "If \(words.listed(names, "or")) \(verb)\(enough): "
      return .sentence(start + outcomes.joined(separator: "; ") + ".")
    }
    let said: [Passage?]
    switch guarding.ifUnknown {
    case .skip: said = [sentence(all, "is unknown", [outcomes.skipped])]
    case .apply: said = [sentence(all, "is unknown", outcomes.faulty)]
    case nil:
      said = [
        sentence(found.open, "is not known yet", outcomes.open),
        sentence(found.faulty, "does not come", outcomes.faulty),
      ]
    }
    return said.compactMap(\.self)
  }
}

/// What follows where a heading cannot be told: for want of a fact that may be missing, of one that
/// was promised, and where the author wrote `if unknown skip`.
struct UnknownOutcomes {
  var open: [String]
  var faulty: [String]
  var skipped: String
}
