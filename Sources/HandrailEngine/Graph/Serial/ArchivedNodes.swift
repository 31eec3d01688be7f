// Nodes and other values of several cases, in parts.

extension GraphNode: InParts {
  static var blank: GraphNode { .constant(.no) }

  var parts: ArchiveParts {
    switch self {
    case .constant(let truth): ArchiveParts(0, Int64(truth.rawValue))
    case .isKnown(let fact): ArchiveParts(1, Int64(fact))
    case .among(let fact, let run):
      ArchiveParts(2, Int64(fact), Int64(run.first), Int64(run.count))
    case .equals(let fact, let other): ArchiveParts(3, Int64(fact), Int64(other))
    case .includes(let fact, let word): ArchiveParts(4, Int64(fact), Int64(word))
    case .isEmpty(let fact): ArchiveParts(5, Int64(fact))
    case .compare(let position): ArchiveParts(6, Int64(position))
    case .instant(let fact, let comparison, let limit):
      ArchiveParts(7, Int64(fact), Int64(comparison.rawValue), limit)
    case .age(let fact, let comparison, let limit):
      ArchiveParts(8, Int64(fact), Int64(comparison.rawValue), limit)
    case .ahead(let fact, let comparison, let limit):
      ArchiveParts(9, Int64(fact), Int64(comparison.rawValue), limit)
    case .trend(let position): ArchiveParts(10, Int64(position))
    case .during(let calendar): ArchiveParts(11, Int64(calendar))
    case .between(let from, let until): ArchiveParts(12, from, until)
    case .trial(let position): ArchiveParts(13, Int64(position))
    case .not(let child): ArchiveParts(14, Int64(child))
    case .all(let run): ArchiveParts(15, Int64(run.first), Int64(run.count))
    case .any(let run): ArchiveParts(16, Int64(run.first), Int64(run.count))
    case .certainly(let child): ArchiveParts(17, Int64(child))
    case .possibly(let child): ArchiveParts(18, Int64(child))
    case .skipUnknown(let child): ArchiveParts(19, Int64(child))
    case .applyUnknown(let child): ArchiveParts(20, Int64(child))
    case .window(let child, let atLeast, let count, let restarts):
      ArchiveParts(
        21, Int64(child), Int64(atLeast) << 8 | Int64(count), restarts ? 1 : 0)
    case .anyPoint(let position): ArchiveParts(22, Int64(position))
    case .define(let fact, let child): ArchiveParts(23, Int64(fact), Int64(child))
    case .workOut(let table): ArchiveParts(24, Int64(table))
    }
  }

  init?(_ parts: ArchiveParts) {
    let position = Int32(truncatingIfNeeded: parts.first)
    let second = Int32(truncatingIfNeeded: parts.second)
    let run = SideRange(first: position, count: second)
    switch parts.tag {
    case 1: self = .isKnown(fact: position)
    case 2:
      self = .among(
        fact: position,
        values: SideRange(first: second, count: Int32(truncatingIfNeeded: parts.third)))
    case 3: self = .equals(fact: position, other: second)
    case 4: self = .includes(fact: position, word: UInt8(truncatingIfNeeded: second))
    case 5: self = .isEmpty(fact: position)
    case 6: self = .compare(position)
    case 10: self = .trend(position)
    case 11: self = .during(calendar: position)
    case 12: self = .between(from: parts.first, until: parts.second)
    case 13: self = .trial(position)
    case 14: self = .not(position)
    case 15: self = .all(run)
    case 16: self = .any(run)
    case 17: self = .certainly(position)
    case 18: self = .possibly(position)
    case 19: self = .skipUnknown(position)
    case 20: self = .applyUnknown(position)
    case 21:
      self = .window(
        child: position, atLeast: UInt8(truncatingIfNeeded: second >> 8),
        of: UInt8(truncatingIfNeeded: second), restarts: parts.third == 1)
    case 22: self = .anyPoint(position)
    case 23: self = .define(fact: position, child: second)
    case 24: self = .workOut(table: position)
    case _: self.init(ofValue: parts, position)
    }
  }

  /// Those that hold a number out of a short list.
  private init?(ofValue parts: ArchiveParts, _ fact: Int32) {
    if parts.tag == 0, let truth = Truth(rawValue: UInt8(truncatingIfNeeded: parts.first)) {
      self = .constant(truth)
      return
    }
    guard let comparison = Comparison(rawValue: UInt8(truncatingIfNeeded: parts.second)) else {
      return nil
    }
    switch parts.tag {
    case 7: self = .instant(fact: fact, comparison: comparison, microseconds: parts.third)
    case 8: self = .age(fact: fact, comparison: comparison, microseconds: parts.third)
    case 9: self = .ahead(fact: fact, comparison: comparison, microseconds: parts.third)
    case _: return nil
    }
  }
}

extension SideRange {
  fileprivate init(first: Int32, count: Int32) {
    self.init(first: Int(first), count: Int(count))
  }
}

extension GraphBuiltIn: InParts {
  static var blank: GraphBuiltIn { .task }

  var parts: ArchiveParts {
    switch self {
    case .task: ArchiveParts(0)
    case .handler: ArchiveParts(1)
    case .turnCount: ArchiveParts(2)
    case .humanRequests: ArchiveParts(3)
    case .now: ArchiveParts(4)
    case .choice(let offer): ArchiveParts(5, offer)
    case .approval(let approval): ArchiveParts(6, approval)
    case .queueOpen(let queue): ArchiveParts(7, queue)
    case .queueFree(let queue): ArchiveParts(8, queue)
    case .queueWait(let queue): ArchiveParts(9, queue)
    case .done(let task): ArchiveParts(10, task)
    }
  }

  init?(_ parts: ArchiveParts) {
    let position = Int(parts.first)
    switch parts.tag {
    case 0: self = .task
    case 1: self = .handler
    case 2: self = .turnCount
    case 3: self = .humanRequests
    case 4: self = .now
    case 5: self = .choice(position)
    case 6: self = .approval(position)
    case 7: self = .queueOpen(position)
    case 8: self = .queueFree(position)
    case 9: self = .queueWait(position)
    case 10: self = .done(position)
    case _: return nil
    }
  }
}

extension GraphMessage.Piece: InParts {
  static var blank: GraphMessage.Piece { .fact(0) }

  var parts: ArchiveParts {
    switch self {
    case .text(let words): ArchiveParts(0, words: [words])
    case .fact(let fact): ArchiveParts(1, fact)
    }
  }

  init?(_ parts: ArchiveParts) {
    if parts.tag == 0, let words = parts.words.first {
      self = .text(words)
    } else {
      guard parts.tag == 1 else { return nil }
      self = .fact(Int(parts.first))
    }
  }
}

extension GraphTable.Output: InParts {
  static var blank: GraphTable.Output { .queue }

  var parts: ArchiveParts {
    switch self {
    case .queue: ArchiveParts(0)
    case .urgency: ArchiveParts(1)
    case .fact(let fact): ArchiveParts(2, fact)
    }
  }

  init?(_ parts: ArchiveParts) {
    switch parts.tag {
    case 0: self = .queue
    case 1: self = .urgency
    case 2: self = .fact(Int(parts.first))
    case _: return nil
    }
  }
}
