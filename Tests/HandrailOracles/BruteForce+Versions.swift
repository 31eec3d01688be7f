import HandrailEngine
import HandrailModel

/// How two versions of a small policy decide differently, over every question of the space.
package struct SeenChanges: Sendable, Equatable {
  package var looser = false
  package var stricter = false
  /// As strict, and another team or other people have it.
  package var team = false
  /// Some decisions differ in ways that small decisions do not tell apart.
  package var unsure = false

  package var isEmpty: Bool { self == SeenChanges() }
}

extension BruteForce {
  /// Which kinds of change there are; nothing where the space is too large.
  package func versionChanges() -> SeenChanges? {
    isOverlong = false
    var seen = SeenChanges()
    _ = existsPair(inSessions: true) { old, new in
      if old != new { seen.add(old, new) }
      return false
    }
    return isOverlong ? nil : seen
  }

  func differ() -> Bool { existsPair { $0 != $1 } }

  /// Some question on which the two versions decide as wanted.
  ///
  /// `inSessions`: what switches of one version alone remember is what one session can leave both.
  private func existsPair(
    inSessions: Bool = false, _ isFound: (SmallDecision, SmallDecision) -> Bool
  ) -> Bool {
    var builder = SpaceBuilder([small.model, small.next.model])
    let space = builder.build()
    let sides = [small.version, small.next].map { version in
      ColumnReading(version, space, descriptions)
    }
    let starts = sides.map(\.startsWithHuman)
    let found = (0..<space.taskCount + 2).contains { asked in
      let plans = sides.map { DecisionPlan($0, asked: asked, for: .whole) }
      let pairs = inSessions ? switchPairs(sides) : []
      let count = plans[0].columns.count + plans[1].columns.count
      let columns =
        plans[0].columns + plans[1].columns
        + pairs.flatMap { pair in
          pair.names.map { Column(space.place(.switching($0)), [0, 1, 2, 3]) }
        }
      func isThere(_ columns: [Column]) -> Bool {
        exists(columns) { values in
          for (place, pair) in pairs.enumerated() {
            let at = count + 2 * place
            if !pair.allowed.contains([values[at], values[at + 1]]) { return false }
          }
          return isFound(
            plans[0].decide(values), plans[1].decide(values, from: plans[0].columns.count))
        }
      }
      let later = columns.map {
        unseen(inSessions, $0.keeping([1, 2], of: space.place(.holder)), space)
      }
      if isThere(later) { return true }
      return starts[0] != starts[1] && isThere(columns.map { new($0, space) })
    }
    if sides.contains(where: \.isTooLarge) { isOverlong = true }
    return found
  }

  /// An offer of one version alone was not shown where both decided alike so far.
  private func unseen(_ inSessions: Bool, _ column: Column, _ space: Space) -> Column {
    let names = [small.model, small.next.model].map { Set($0.gates.offers.map(\.name)) }
    var column = column
    for name in inSessions ? names[0].symmetricDifference(names[1]).sorted() : [] {
      column = column.keeping([0], of: space.place(.chosen(name)))
    }
    return column
  }

  /// Switches of one version alone, two by two, and what they may remember after the same session.
  private func switchPairs(
    _ sides: [ColumnReading]
  ) -> [(names: [String], allowed: Set<[Int64]>)] {
    func own(_ side: Int) -> [String] {
      sides[side].switchesNow.keys.filter { sides[1 - side].switchesNow[$0] == nil }.sorted()
    }
    return own(0).flatMap { old in
      own(1).compactMap { new in
        guard let left = sides[0].switchesNow[old], let right = sides[1].switchesNow[new] else {
          return nil
        }
        var now: Set<[Int64]> = [[3, 3]]
        _ = exists([left, right]) { values in
          now.insert([place(values[0]), place(values[1])])
          return false
        }
        return ([old, new], kept(after: now))
      }
    }
  }

  /// The place of a truth among those that a switch remembers.
  private func place(_ raw: Int64) -> Int64 {
    let truth = ColumnReading.truth(raw)
    return Int64(Space.switchTruths.firstIndex { $0 == truth } ?? 3)
  }

  /// Everything that two switches hold after any number of decisions.
  private func kept(after now: Set<[Int64]>) -> Set<[Int64]> {
    func join(_ kept: Int64, _ seen: Int64) -> Int64 {
      let truths = [kept, seen].map { Space.switchTruths[Int($0)] }
      return place(Int64(truths[0].or(truths[1]).rawValue))
    }
    var found: Set<[Int64]> = [[0, 0]]
    var pending: [[Int64]] = [[0, 0]]
    while let last = pending.popLast() {
      for seen in now {
        let next = [join(last[0], seen[0]), join(last[1], seen[1])]
        if found.insert(next).inserted { pending.append(next) }
      }
    }
    return found
  }

  /// New memory: everything that memory holds is at its first value.
  private func new(_ column: Column, _ space: Space) -> Column {
    var column = column
    for (variable, place) in space.places {
      switch variable {
      case .holder, .held, .taken, .limit, .switching, .armed, .judged, .called, .chosen:
        column = column.keeping([0], of: place)
      case .history:
        let fresh = space.histories.indices.filter { space.histories[$0].changedAt == 0 }
        column = column.keeping(fresh, of: place)
      case .asked, .moment, .trials, .decided, .fact: continue
      }
    }
    return column
  }
}

extension SeenChanges {
  fileprivate mutating func add(_ old: SmallDecision, _ new: SmallDecision) {
    let isLooser = new.isLooser(than: old)
    let isStricter = old.isLooser(than: new)
    looser = looser || isLooser
    stricter = stricter || isStricter
    guard old.ruling == new.ruling, old.isHuman == new.isHuman else { return }
    // Which of two open first steps asks more is not told.
    if old.firsts != new.firsts || old.offers != new.offers {
      unsure = true
    } else if !isLooser && !isStricter {
      team = true
    }
  }
}

extension SmallDecision {
  private var acts: Bool {
    (ruling == .ai || ruling == .notAsked) && !isHuman && approvals == 0 && offers == 0
      && firsts == 0
  }

  /// For sure; where both come to the same, by the people whom approvals take.
  fileprivate func isLooser(than other: SmallDecision) -> Bool {
    if ruling.rawValue < other.ruling.rawValue || !isHuman && other.isHuman { return true }
    if acts && !other.acts { return true }
    guard ruling == other.ruling, isHuman == other.isHuman else { return false }
    return peopleInAll < other.peopleInAll
  }
}
