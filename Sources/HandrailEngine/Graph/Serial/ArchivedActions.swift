// What lines do, in parts.

extension GraphEffect.HandOver: InParts {
  static var blank: GraphEffect.HandOver { .none }

  var parts: ArchiveParts {
    switch self {
    case .none: ArchiveParts(0)
    case .queue(let queue): ArchiveParts(1, queue)
    case .table(let table): ArchiveParts(2, table)
    }
  }

  init?(_ parts: ArchiveParts) {
    switch parts.tag {
    case 0: self = .none
    case 1: self = .queue(Int(parts.first))
    case 2: self = .table(Int(parts.first))
    case _: return nil
    }
  }
}

extension GraphFirst.Failure: InParts {
  static var blank: GraphFirst.Failure { .refuse }

  var parts: ArchiveParts {
    switch self {
    case .refuse: return ArchiveParts(9)
    case .handOver(let target): return target.parts
    }
  }

  init?(_ parts: ArchiveParts) {
    if parts.tag == 9 {
      self = .refuse
    } else {
      guard let target = GraphEffect.HandOver(parts) else { return nil }
      self = .handOver(target)
    }
  }
}

extension GraphEffect.Action: InParts {
  static var blank: GraphEffect.Action { .aiMay }

  var parts: ArchiveParts {
    switch self {
    case .aiMay: return ArchiveParts(0)
    case .aiMayOnlySuggest: return ArchiveParts(1)
    case .onlyHumanMay(let roles): return ArchiveParts(2, words: roles)
    case .nobodyMay: return ArchiveParts(3)
    case .otherwiseRefuse: return ArchiveParts(4)
    case .handOver(let target): return target.parts(under: 5)
    case .otherwiseHandOver(let target): return target.parts(under: 6)
    case .startWithHuman: return ArchiveParts(7)
    case .stopAI: return ArchiveParts(8)
    case .bringIn(let who): return ArchiveParts(9, words: [who])
    case .contactCustomer(let byAI, let task): return ArchiveParts(10, task, byAI ? 1 : 0)
    case .urgency(let level): return ArchiveParts(11, Int64(level))
    case .needSkills(let names): return ArchiveParts(12, words: names)
    }
  }

  init?(_ parts: ArchiveParts) {
    switch parts.tag {
    case 0: self = .aiMay
    case 1: self = .aiMayOnlySuggest
    case 2: self = .onlyHumanMay(roles: parts.words)
    case 3: self = .nobodyMay
    case 4: self = .otherwiseRefuse
    case 5, 6:
      let inner = ArchiveParts(UInt8(truncatingIfNeeded: parts.second), parts.first)
      guard let target = GraphEffect.HandOver(inner) else { return nil }
      self = parts.tag == 5 ? .handOver(target) : .otherwiseHandOver(target)
    case 7: self = .startWithHuman
    case 8: self = .stopAI
    case 9:
      guard let who = parts.words.first else { return nil }
      self = .bringIn(who)
    case 10: self = .contactCustomer(byAI: parts.second == 1, task: Int(parts.first))
    case 11: self = .urgency(UInt8(truncatingIfNeeded: parts.first))
    case 12: self = .needSkills(parts.words)
    case _: return nil
    }
  }
}

extension GraphEffect.HandOver {
  fileprivate func parts(under tag: UInt8) -> ArchiveParts {
    ArchiveParts(tag, parts.first, Int64(parts.tag))
  }
}

extension LadderRung.Step: InParts {
  static var blank: LadderRung.Step { .keepWaiting }

  var parts: ArchiveParts {
    switch self {
    case .lastAgentFirst(let seconds): return ArchiveParts(0, seconds)
    case .withoutSkills(let names): return ArchiveParts(1, words: names)
    case .accept(let skill):
      var parts = ArchiveParts(2, words: [skill.name], skill.atLeast ?? 0)
      parts.second = skill.atLeast == nil ? 0 : 1
      return parts
    case .urgency(let level): return ArchiveParts(3, Int64(level))
    case .tryQueue(let queue): return ArchiveParts(4, queue)
    case .callback(let seconds, let calendar):
      return ArchiveParts(5, seconds ?? 0, seconds == nil ? 0 : 1, Int64(calendar))
    case .keepWaiting: return ArchiveParts(6)
    case .takeMessage: return ArchiveParts(7)
    }
  }

  init?(_ parts: ArchiveParts) {
    let limit = parts.second == 1 ? parts.first : nil
    switch parts.tag {
    case 0: self = .lastAgentFirst(forSeconds: parts.first)
    case 1: self = .withoutSkills(parts.words)
    case 2:
      guard let name = parts.words.first else { return nil }
      self = .accept(GraphQueue.Skill(name: name, atLeast: limit))
    case 3: self = .urgency(UInt8(truncatingIfNeeded: parts.first))
    case 4: self = .tryQueue(Int(parts.first))
    case 5: self = .callback(withinSeconds: limit, calendar: Int(parts.third))
    case 6: self = .keepWaiting
    case 7: self = .takeMessage
    case _: return nil
    }
  }
}

extension GraphDisclosure.Moment: InParts {
  static var blank: GraphDisclosure.Moment { .atStart }

  var parts: ArchiveParts {
    switch self {
    case .atStart: ArchiveParts(0)
    case .atEveryChange: ArchiveParts(1)
    case .when(let node): ArchiveParts(2, node)
    }
  }

  init?(_ parts: ArchiveParts) {
    switch parts.tag {
    case 0: self = .atStart
    case 1: self = .atEveryChange
    case 2: self = .when(Int(parts.first))
    case _: return nil
    }
  }
}

extension GraphOversight.Kind: InParts {
  static var blank: GraphOversight.Kind { .watch }

  var parts: ArchiveParts {
    switch self {
    case .watch: ArchiveParts(0)
    case .review: ArchiveParts(1)
    case .reviewShare(let hundredths): ArchiveParts(2, hundredths)
    case .alert(let role): ArchiveParts(3, words: [role])
    }
  }

  init?(_ parts: ArchiveParts) {
    switch parts.tag {
    case 0: self = .watch
    case 1: self = .review
    case 2: self = .reviewShare(Int(parts.first))
    case 3:
      guard let role = parts.words.first else { return nil }
      self = .alert(role: role)
    case _: return nil
    }
  }
}

extension OfferChoice: Archived {
  static var blank: OfferChoice { .ai }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.raw(&self)
  }
}
