import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  mutating func checkDefinitions() {
    for heading in accepted(.define) {
      let guarding = guarding(heading, for: .definition)
      var definition = Definition(
        name: heading.word(1)?.text ?? "",
        when: guarding.when ?? Condition(mode: .all, entries: []), excepts: guarding.excepts,
        origin: heading.origin)
      definition.metadata = metadata(of: heading)
      sayRepeats(in: heading, but: [.whenLine, .exceptLine])
      model.vocabulary.definitions.append(definition)
    }
  }
}
