import HandrailEngine

/// How a line of one version may be found again in the other, the likest first.
enum LineLikeness: CaseIterable {
  /// It only stands under another name.
  case otherName
  /// The same heading says the same of the same tasks, in other cases.
  case otherCases
  /// The same heading has a line that begins alike.
  case otherWords

  /// What two lines that are alike have in common.
  struct Key: Hashable {
    var node = -1
    var heading = -1
    var sort: Int
  }

  func key(of effect: GraphEffect) -> Key {
    var key = Key(sort: effect.action.beginning)
    switch self {
    case .otherName: key.node = effect.node
    case .otherCases, .otherWords: key.heading = effect.heading
    }
    return key
  }

  /// Whether two lines with one key are alike.
  func holds(_ old: GraphEffect, _ new: GraphEffect) -> Bool {
    switch self {
    // A start is remembered by its name.
    case .otherName: old.says(the: new) && old.action != .startWithHuman
    case .otherCases: old.action == new.action && old.scope.hasSameTasks(as: new.scope)
    case .otherWords: old.action.isRuling
    }
  }
}

extension GraphEffect.Action {
  /// The same where two lines begin alike.
  fileprivate var beginning: Int {
    switch self {
    case .aiMay: 0
    case .aiMayOnlySuggest: 1
    case .onlyHumanMay: 2
    case .nobodyMay: 3
    case .otherwiseRefuse: 4
    case .handOver: 5
    case .otherwiseHandOver: 6
    case .startWithHuman: 7
    case .stopAI: 8
    case .contactCustomer: 9
    case .bringIn: 10
    case .urgency: 11
    case .needSkills: 12
    }
  }

  /// It bears on who may act: what else is said in other words is another line.
  fileprivate var isRuling: Bool {
    switch self {
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver,
      .otherwiseHandOver, .startWithHuman, .stopAI, .contactCustomer:
      true
    case .bringIn, .urgency, .needSkills: false
    }
  }
}
