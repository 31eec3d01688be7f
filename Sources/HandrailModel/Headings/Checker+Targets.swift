import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// A goal names a figure of the reports, so its name is no fact of the policy.
  mutating func checkTarget(_ heading: Reading) {
    var target = Target(name: heading.word(1)?.text ?? "", origin: heading.origin)
    for line in heading.children(.targetMeasureLine) {
      guard let name = line.word(1)?.text, let bound = line.child(.bound),
        let value = bound.children.first, let over = seconds(line.child(.duration))
      else { continue }
      guard let number = targetValue(value), bound.children.count == 1 else {
        say(
          KindFault.unusable(
            found: bound.formatted, allowed: "a goal is a number, percentage, amount or time"),
          at: bound.place)
        continue
      }
      target.measures.append(
        Target.Measure(
          name, comparisonOf(bound), number, over: over, at: written(line)))
    }
    target.metadata = metadata(of: heading)
    sayRepeats(in: heading, but: [.targetMeasureLine])
    model.duties.targets.append(target)
  }

  private func targetValue(_ value: Reading) -> Decimal? {
    switch value.kind {
    case .percentValue:
      value.tokens.count == 1 ? value.word(0).flatMap { readPercent($0.text) } : nil
    case .numberValue:
      switch value.tokens.count {
      case 1: value.word(0).flatMap { readDecimal($0.text) }
      case 2:
        value.word(0).flatMap { readDecimal($0.text) }?
          .times(value.word(1).flatMap { secondsOfUnit($0.text) } ?? 1)
      case let count: count == 0 ? nil : nil
      }
    case .moneyValue: value.tokens.count == 2 ? value.word(1).flatMap { readDecimal($0.text) } : nil
    case let other: other == .unexpected ? nil : nil
    }
  }
}
