import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A calendar without a zone of its own, where queues keep hours in several.
  static let timeZoneImplicit = LintRule("time-zone-implicit", .core, .hold) { policy in
    let people = policy.model.people
    let zones = Set(people.queues.elements.compactMap(\.hours)).sorted()
      .map { people.calendars[$0].zone }
    guard let zone = policy.model.header.zone,
      zones.contains(where: { !$0.showsTheSameClock(as: zones[0]) })
    else { return [] }
    return policy.headings(.calendar).compactMap { heading in
      guard heading.word(2)?.text != "in", let name = heading.name else { return nil }
      let end = name.place.range.upper
      let after = SourcePlace(file: heading.file, range: ByteRange(end, end))
      return LintFinding(
        "`\(name.text)` names no zone, and the teams work in more than one.", at: name.place,
        because: "It follows `\(zone.name)`, the policy's zone, which may not be where these "
          + "people are.",
        fixes: [Fix(.fill, "name its zone", [Edit(after, " in \(zone.name)")])])
    }
  }
}

extension ZoneRules {
  /// The same offsets from 2020 on: two names of one clock are no two zones.
  fileprivate func showsTheSameClock(as other: ZoneRules) -> Bool {
    name == other.name || recent == other.recent
  }

  private var recent: [Transition] {
    let start: Int64 = 1_577_836_800
    let before = transitions.last { $0.at < start }?.offset ?? firstOffset
    return [Transition(at: start, offset: before)] + transitions.filter { $0.at >= start }
  }
}
