import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailSource

/// A guard as each sort of line reads it, each worked out when it is first asked for.
final class GuardColumns {
  enum Sort { case restriction, handOver, permission, otherwise }

  private let make: (Sort) -> Column
  private(set) lazy var restriction = make(.restriction)
  private(set) lazy var handOver = make(.handOver)
  private(set) lazy var permission = make(.permission)
  private(set) lazy var otherwise = make(.otherwise)

  init(_ make: @escaping (Sort) -> Column) { self.make = make }

  func finding(_ action: EffectAction) -> Column {
    switch action {
    case .aiMay, .aiMayOnlySuggest, .contactCustomer: permission
    case .handOver: handOver
    case .otherwiseHandOver, .otherwiseRefuse: otherwise
    case .onlyHumanMay, .nobodyMay, .startWithHuman, .bringIn, .urgency, .needSkills: restriction
    }
  }
}

extension ColumnReading {
  /// A rule's guard, worked out once.
  func guards(of rule: Rule) -> GuardColumns {
    if let known = ruleGuards[rule.name] { return known }
    let columns = guards(of: rule) { _ in false }
    ruleGuards[rule.name] = columns
    return columns
  }

  /// The guard of a gate or a way back, worked out once under its name.
  func guards(of heading: String, _ guarding: Guard) -> GuardColumns {
    if let known = ruleGuards[heading] { return known }
    let columns = guards(guarding)
    ruleGuards[heading] = columns
    return columns
  }

  /// A rule's guard, with some of its exceptions left out.
  func guards(of rule: Rule, leavingOut: (Int) -> Bool) -> GuardColumns {
    var guarding = rule.guarding
    guarding.excepts = guarding.excepts.indices.filter { !leavingOut($0) }.map {
      guarding.excepts[$0]
    }
    return guards(guarding, inForce: all([dates(of: rule), trial(of: rule)]))
  }

  func guards(_ guarding: Guard, inForce: Column? = nil) -> GuardColumns {
    let inForce = inForce ?? constant(.yes)
    let when = guarding.when.map { condition($0) } ?? constant(.yes)
    let excepts =
      guarding.excepts.isEmpty ? constant(.no) : any(guarding.excepts.map { condition($0) })
    let (ifUnknown, own) = (guarding.ifUnknown, guarding.when)
    // What is kept by the reading does not keep it.
    return GuardColumns { [unowned self] sort in
      switch sort {
      case .restriction:
        heading([inForce, when, excepts], ifUnknown) { $1 == .yes ? .no : $0 }
      case .handOver:
        heading([inForce, own.map { condition($0, restarts: true) } ?? when, excepts], ifUnknown) {
          $1 == .yes ? .no : $0
        }
      case .permission: heading([inForce, when, excepts], ifUnknown) { $1 == .no ? $0 : .no }
      case .otherwise:
        heading([inForce, when, excepts], ifUnknown) {
          ifUnknown.settled($0.and($1.negated)).negated
        }
      }
    }
  }

  /// A heading that is in force, by what its `when` and its exceptions say.
  private func heading(
    _ parts: [Column], _ ifUnknown: IfUnknown?, _ read: (Truth, Truth) -> Truth
  ) -> Column {
    combine(parts) { values in
      let (when, excepts) = (ColumnReading.truth(values[1]), ColumnReading.truth(values[2]))
      let truth = ColumnReading.truth(values[0]).and(read(when, excepts))
      return Int64(ifUnknown.settled(truth).rawValue)
    }
  }

  private func dates(of rule: Rule) -> Column {
    guard rule.startsOn != nil || rule.endsOn != nil else { return constant(.yes) }
    let zone = model.header.zone ?? .utc
    let starts = rule.startsOn.map { zone.firstSecond(of: Int64($0.daysSince1970)) } ?? .min
    let ends = rule.endsOn.map { zone.firstSecond(of: Int64($0.daysSince1970) + 1) } ?? .max
    return instants { $0 / 1_000_000 >= starts && $0 / 1_000_000 < ends }
  }

  private func trial(of rule: Rule) -> Column {
    guard let share = rule.trial else { return constant(.yes) }
    return Column(
      space.place(.trials),
      space.trials.map { trials in
        guard let trials else { return Int64(Truth.fault.rawValue) }
        return Int64(Truth(trials[rule.name, default: 0] < share).rawValue)
      })
  }
}

extension IfUnknown? {
  /// `skip` turns can't tell into no, `apply` counts it as on a fault.
  func settled(_ truth: Truth) -> Truth {
    guard truth.isUndecided, let self else { return truth }
    switch self {
    case .skip: return .no
    case .apply: return .fault
    }
  }
}
