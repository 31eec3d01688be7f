extension Parser {
  /// Metadata, then the head, then rows.
  mutating func tableLine() throws(Stop) {
    guard at(.pipe) else {
      guard block.lead == .missing else { throw Stop() }
      return try meta()
    }
    if block.lead == .missing {
      try tableHead()
    } else {
      try tableRow()
    }
  }

  mutating func tableHead() throws(Stop) {
    let mark = open()
    repeat {
      try take(.pipe)
      try operand()
    } while at(.pipe)
    try take(.arrow)
    try output()
    try take(.pipe)
    while !at(.newline) {
      try output()
      try take(.pipe)
    }
    try endOfLine()
    close(.tableHead, mark)
  }

  private mutating func output() throws(Stop) {
    let mark = open()
    if !skip(.queue) && !skip(.urgency) { try takeName() }
    close(.output, mark)
  }

  mutating func tableRow() throws(Stop) {
    let mark = open()
    try take(.pipe)
    if at(.otherwise) {
      let cell = open()
      try otherwise()
      close(.otherwiseCell, cell)
    } else {
      try cell()
      while skip(.pipe) { try cell() }
    }
    try take(.arrow)
    try result()
    try take(.pipe)
    while !at(.newline) {
      try result()
      try take(.pipe)
    }
    try endOfLine()
    close(.tableRow, mark)
  }

  /// `otherwise [or unknown]`.
  private mutating func otherwise() throws(Stop) {
    try take(.otherwise)
    if skip(.or) { try take(.unknown) }
  }

  private mutating func result() throws(Stop) {
    let mark = open()
    if !skip(.unknown) { try value() }
    close(.result, mark)
  }

  private mutating func cell() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .any:
      try take(.any)
      close(.anyCell, mark)
    case .unknown:
      try take(.unknown)
      close(.unknownCell, mark)
    case .known:
      try take(.known)
      close(.knownCell, mark)
    case .includes:
      try take(.includes)
      try takeName()
      close(.includesCell, mark)
    case .not:
      try take(.not)
      try value()
      close(.notCell, mark)
    case .above, .below, .at: try rangeCell()
    default:
      try value()
      while skip(.or) {
        if !skip(.unknown) { try value() }
      }
      close(.valuesCell, mark)
    }
  }

  private mutating func rangeCell() throws(Stop) {
    let mark = open()
    try bound()
    if skip(.and) { try bound() }
    if skip(.or) { try take(.unknown) }
    close(.rangeCell, mark)
  }

  mutating func choiceRow() throws(Stop) {
    let mark = open()
    try take(.dash)
    if at(.otherwise) {
      try otherwise()
      try value()
    } else {
      try value()
      try take(.when)
      try oneLine()
    }
    try endOfLine()
    close(.choiceRow, mark)
  }
}
