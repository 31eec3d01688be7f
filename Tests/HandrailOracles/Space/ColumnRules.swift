import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailSource

/// A guard as each sort of line reads it.
struct GuardColumns {
  var restriction: Column
  var handOver: Column
  var permission: Column
  var otherwise: Column

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
  /// A rule's guard, with some of its exceptions left out.
  func guards(of rule: Rule, leavingOut: (Int) -> Bool = { _ in false }) -> GuardColumns {
    var guarding = rule.guarding
    guarding.excepts = guarding.excepts.indices.filter { !leavingOut($0) }.map {
      guarding.excepts[$0]
    }
    return guards(guarding, inForce: all([dates(of: rule), trial(of: rule)]))
  }

  func guards(_ guarding: Guard, inForce: Column? = nil) -> GuardColumns {
    let inForce = inForce ?? constant(.yes)
    let when = guarding.when.map { condition($0) } ?? constant(.yes)
    let fresh = guarding.when.map { condition($0, restarts: true) } ?? constant(.yes)
    let excepts =
      guarding.excepts.isEmpty ? constant(.no) : any(guarding.excepts.map { condition($0) })
    let ifUnknown = guarding.ifUnknown
    func heading(_ parts: [Column], _ read: @escaping (Truth, Truth) -> Truth) -> Column {
      combine([inForce] + parts) { values in
        let (when, excepts) = (ColumnReading.truth(values[1]), ColumnReading.truth(values[2]))
        let truth = ColumnReading.truth(values[0]).and(read(when, excepts))
        return Int64(ifUnknown.settled(truth).rawValue)
      }
    }
    return GuardColumns(
      restriction: heading([when, excepts]) { $1 == .yes ? .no : $0 },
      handOver: heading([fresh, excepts]) { $1 == .yes ? .no : $0 },
      permission: heading([when, excepts]) { $1 == .no ? $0 : .no },
      otherwise: heading([when, excepts]) {
        ifUnknown.settled($0.and($1.negated)).negated
      })
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
