extension Cell {
  /// Why a value may not be used.
  enum Knowledge { case known, open, fault }

  @inline(__always)
  var knowledge: Knowledge {
    isKnown ? .known : truthOfKnowing == .fault ? .fault : .open
  }
}

/// One bit a term of a block.
struct BlockBits {
  /// Not *no*.
  var possible = InlineArray<8, UInt64>(repeating: 0)
  /// Can't tell, where possible.
  var undecided = InlineArray<8, UInt64>(repeating: 0)
  /// Rests on a fault, where undecided.
  var faulty = InlineArray<8, UInt64>(repeating: 0)
}

extension ProgramTables {
  /// What a test of one cell comes to.
  @inline(__always)
  func truth(of literal: Literal, _ cells: Span<Cell>) -> Truth {
    let cell = cells[Int(literal.cell)]
    switch cell.knowledge {
    case .known: return Truth(literal.holds(cell.value, among: members.span))
    case .open: return literal.reading.open
    case .fault: return literal.reading.fault
    }
  }

  /// Joins the rows of a block's cells; false where nothing is left.
  @inline(__always)
  func join(
    _ block: TermBlock, skippingKey: Bool, _ bits: inout BlockBits, _ cells: Span<Cell>
  ) -> Bool {
    let width = Int(block.words)
    let count = Int(block.terms.count)
    for word in 0..<width {
      bits.possible[word] = .max
      bits.undecided[word] = 0
      bits.faulty[word] = 0
    }
    if count & 63 != 0 { bits.possible[width - 1] = 1 << UInt64(count & 63) - 1 }
    let rows = self.rows.span
    let inputs = self.inputs.span
    var position = Int(block.inputs.first) + (skippingKey ? 1 : 0)
    let end = Int(block.inputs.first + block.inputs.count)
    while position < end {
      let input = inputs[position]
      position += 1
      let cell = cells[Int(input.cell)]
      let knowledge = cell.knowledge
      var left: UInt64 = 0
      if knowledge == .known {
        let row = Int(input.firstRow) + stretch(of: cell.value, input) * width
        for word in 0..<width {
          bits.possible[word] &= rows[row + word]
          left |= bits.possible[word]
        }
      } else {
        let known = Int(input.stretchCount) + (knowledge == .fault ? 3 : 0)
        let row = Int(input.firstRow) + known * width
        for word in 0..<width {
          bits.possible[word] &= rows[row + word]
          bits.undecided[word] |= rows[row + width + word]
          bits.faulty[word] |= rows[row + 2 * width + word]
          left |= bits.possible[word]
        }
      }
      if left == 0 { return false }
    }
    return true
  }

  /// Which stretch of a cell's values one is on.
  @inline(__always)
  private func stretch(of value: Int64, _ input: RowInput) -> Int {
    if input.direct >= 0 {
      let place = value &- input.lowest
      if UInt64(bitPattern: place) < UInt64(input.directCount) {
        return Int(stretches[Int(input.direct) + Int(place)])
      }
    }
    let cuts = self.cuts.span
    var from = Int(input.cuts.first)
    var count = Int(input.cuts.count)
    while count > 0 {
      let half = count / 2
      if cuts[from + half] <= value {
        from += half + 1
        count -= half + 1
      } else {
        count = half
      }
    }
    return from - Int(input.cuts.first)
  }
}
