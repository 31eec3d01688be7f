/// Who may vote as things stand: the roster of the question, and who is part of the matter.
package struct PeoplePresent: Sendable {
  private var roles: [PersonKey: [String]] = [:]
  private var involved: Set<PersonKey> = []

  /// Somebody named twice on the roster has the roles of both.
  package init(roster: [Person], involved: [String]) {
    for person in roster { roles[PersonKey(person.id), default: []] += person.roles }
    for id in involved { self.involved.insert(PersonKey(id)) }
  }

  /// The roles of a person; `nil` for one who is not on the roster.
  package func roles(of person: PersonKey) -> [String]? { roles[person] }

  /// True for whom `four eyes` bars: they are part of the matter, or joined the conversation.
  package func isInvolved(_ person: PersonKey) -> Bool { involved.contains(person) }

  /// Somebody joined the conversation; leaving it again changes nothing.
  package mutating func join(_ person: PersonKey) { involved.insert(person) }
}
