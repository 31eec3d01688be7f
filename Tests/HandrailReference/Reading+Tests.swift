import HandrailEngine
import HandrailModel
import HandrailSource

/// Single tests: language.md 3.2, 3.13 and 4.
extension Reading {
  func body(_ test: TestBody, at place: Place) -> Finding {
    switch test {
    case .during(let calendar):
      return Finding(policy.model.people.calendars[calendar].isOpen(at: question.at))
    case .outside(let calendar):
      return Finding(!policy.model.people.calendars[calendar].isOpen(at: question.at))
    case .isUnknown(let fact): return Finding(!known(fact, at: place).isKnown)
    case .isKnown(let fact): return Finding(known(fact, at: place).isKnown)
    case .isEmpty(let fact, let negated):
      return known(fact, at: place).test { ($0 == 0) != negated }
    case .isAmong(let fact, let values, let negated):
      return known(fact, at: place).test { values.contains($0) != negated }
    case .equals(let fact, let others, let negated):
      let same = Finding.any(others.map { equal(fact, $0, at: place) })
      return negated ? same.opposite : same
    case .includes(let fact, let word):
      return known(fact, at: place).test { $0 >> Int64(word) & 1 == 1 }
    case .excludes(let fact, let word):
      return known(fact, at: place).test { $0 >> Int64(word) & 1 == 0 }
    case .before(let fact, let date):
      let start = instant(date.daysSince1970)
      return known(fact, at: place).test { $0 < start }
    case .after(let fact, let date):
      let end = instant(date.daysSince1970 + 1)
      return known(fact, at: place).test { $0 >= end }
    case .inTheLast(let fact, let duration):
      return age(fact, at: place) { $0 <= duration }
    case .age(let fact, let comparison, let duration):
      return age(fact, at: place) { holds(comparison, $0, duration) }
    case .ahead(let fact, let comparison, let duration):
      return known(fact, at: place).test {
        let ahead = $0 - self.question.at.microseconds
        return ahead >= 0 && self.holds(comparison, ahead, duration)
      }
    case .trend(let fact, let trend): return self.trend(fact, trend)
    case .compare(let comparing): return compare(comparing, at: place)
    }
  }

  /// A test of an age; something ahead has none.
  private func age(
    _ fact: FactID, at place: Place, _ holds: (Int64) -> Bool
  ) -> Finding {
    known(fact, at: place).test {
      let age = question.at.microseconds - $0
      return age >= 0 && holds(age)
    }
  }

  func holds(_ comparison: Comparison, _ left: Int64, _ right: Int64) -> Bool {
    switch comparison {
    case .above: left > right
    case .below: left < right
    case .atLeast: left >= right
    case .atMost: left <= right
    case .equal: left == right
    case .notEqual: left != right
    }
  }

  /// The first instant of a day of the policy's zone, in microseconds.
  func instant(_ day: Int32) -> Int64 {
    (policy.model.header.zone ?? .utc).firstSecond(of: Int64(day)) * 1_000_000
  }

  private func equal(_ left: FactID, _ right: FactID, at place: Place) -> Finding {
    let sides = [known(left, at: place), known(right, at: place)]
    if let unknown = Finding.worst(of: unknowns(sides)) { return unknown }
    guard let first = sides[0].cell, let second = sides[1].cell else { return .no }
    let domain = policy.fact(left).domain
    switch domain.kind {
    case .reference, .text:
      let texts = question.frame.texts
      return Finding(Array(texts[Int(first)].utf8) == Array(texts[Int(second)].utf8))
    case .oneOf, .level:
      let otherWords = policy.fact(right).domain.words
      return Finding(domain.words[Int(first)].name == otherWords[Int(second)].name)
    case .yesNo, .setOf, .number, .score, .money, .duration, .moment:
      return Finding(first == second)
    }
  }

  /// Left less right, compared with zero, for every value that unknown turns may hold.
  private func compare(_ comparing: Comparing, at place: Place) -> Finding {
    var sum = OpenSum()
    var unknown: [Finding] = []
    for (side, sign) in [(comparing.left, Int128(1)), (comparing.right, Int128(-1))] {
      sum.fixed = sum.fixed + Fraction(side.constant) * Fraction(sign)
      for term in side.terms {
        let factor = Fraction(term.factor) * Fraction(sign)
        if let turns = term.averageOverTurns {
          if let failed = add(average: term.fact, over: turns, factor, to: &sum) {
            unknown.append(failed)
          }
          continue
        }
        switch known(term.fact, at: place) {
        case .unknown(let finding): unknown.append(finding)
        case .value(let cell):
          let decimals = policy.fact(term.fact).domain.decimals
          sum.fixed = sum.fixed + factor * Fraction(cell: cell, decimals: decimals)
        }
      }
    }
    let undecided = unknown + sum.unknown
    if let worst = Finding.worst(of: undecided), !unknown.isEmpty { return worst }
    if let truth = sum.truth(comparing.comparison) { return Finding(truth) }
    return Finding.worst(of: undecided) ?? .no
  }

  /// Adds an average's turns to a sum; gives back why it can't be had.
  private func add(
    average id: FactID, over count: Int, _ factor: Fraction, to sum: inout OpenSum
  ) -> Finding? {
    let turns = happened(last: count)
    guard question.frame.hasTurns else { return missing(id, at: turns) }
    if turns.isEmpty {
      return Finding(truth: .open, leaves: [Leaf(fact: id, turn: nil, cause: .noTurn)])
    }
    let domain = policy.fact(id).domain
    let share = factor / Fraction(Int128(turns.count))
    let range = possibleValues(of: domain)
    for turn in turns {
      switch known(id, at: Place(turn: turn)) {
      case .value(let cell):
        sum.fixed = sum.fixed + share * Fraction(cell: cell, decimals: domain.decimals)
      case .unknown(let finding):
        sum.unknown.append(finding)
        let variable = OpenSum.Variable(
          lowest: Fraction(cell: range.lowest, decimals: domain.decimals),
          highest: Fraction(cell: range.highest, decimals: domain.decimals),
          step: Fraction(cell: range.step, decimals: domain.decimals))
        sum.add(share, times: variable, named: "\(id.offset)@\(number(of: turn))")
      }
    }
    return nil
  }
}

/// A sum of which some values are unknown, each between bounds and on steps.
struct OpenSum {
  struct Variable {
    var lowest: Fraction
    var highest: Fraction
    var step: Fraction
  }

  var fixed = Fraction.zero
  var unknown: [Finding] = []
  private var variables: [String: (factor: Fraction, variable: Variable)] = [:]

  mutating func add(_ factor: Fraction, times variable: Variable, named name: String) {
    let before = variables[name]?.factor ?? .zero
    variables[name] = (before + factor, variable)
  }

  /// Yes or no where every value gives the same; else `nil`.
  func truth(_ comparison: Comparison) -> Bool? {
    var least = fixed
    var greatest = fixed
    for (factor, variable) in variables.values {
      let ends = [factor * variable.lowest, factor * variable.highest]
      least = least + min(ends[0], ends[1])
      greatest = greatest + max(ends[0], ends[1])
    }
    switch comparison {
    case .above: return least.sign > 0 ? true : greatest.sign <= 0 ? false : nil
    case .atLeast: return least.sign >= 0 ? true : greatest.sign < 0 ? false : nil
    case .below: return greatest.sign < 0 ? true : least.sign >= 0 ? false : nil
    case .atMost: return greatest.sign <= 0 ? true : least.sign > 0 ? false : nil
    case .equal: return equality(least, greatest)
    case .notEqual: return equality(least, greatest).map { !$0 }
    }
  }

  private func equality(_ least: Fraction, _ greatest: Fraction) -> Bool? {
    if least == greatest { return least.sign == 0 }
    if least.sign > 0 || greatest.sign < 0 { return false }
    return reachesZero ? nil : false
  }

  /// Whether zero lies on the steps: only asked where it lies between the bounds.
  private var reachesZero: Bool {
    var base = fixed
    var steps: [Fraction] = []
    for (factor, variable) in variables.values where factor.sign != 0 {
      base = base + factor * variable.lowest
      steps.append(factor * variable.step)
    }
    guard let common = steps.map({ $0.sign < 0 ? Fraction.zero - $0 : $0 }).reduce(nil, divisor)
    else { return base.sign == 0 }
    return (base / common).isWhole
  }

  /// The greatest common divisor of two fractions.
  private func divisor(_ left: Fraction?, _ right: Fraction) -> Fraction? {
    guard var first = left else { return right }
    var second = right
    while second.sign != 0 {
      let times = (first / second)
      let whole = Fraction(times.numerator / times.denominator)
      (first, second) = (second, first - second * whole)
    }
    return first
  }
}
