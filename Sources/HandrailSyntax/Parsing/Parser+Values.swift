import HandrailSource

extension Parser {
  /// `yes`, `no`, `none`, a name, an amount, a percent or a number.
  mutating func value() throws(Stop) {
    let mark = open()
    switch current.kind {
    case .word:
      guard at(.yes) || at(.no) || at(.noneWord) || atName else { throw Stop() }
      try take(.word)
      close(.wordValue, mark)
    case .currency:
      try money()
      if skip(.times) { try takeName() }
      close(.moneyValue, mark)
    case .percent:
      try take(.percent)
      if skip(.of) { try takeName() }
      close(.percentValue, mark)
    case .number:
      try take(kind: .number)
      if atUnit {
        try take(.word)
        if !skip(.ago) { _ = skip(.ahead) }
      }
      close(.numberValue, mark)
    case .zone, .date, .time, .string, .comma, .pipe, .arrow, .dash, .doubleDash, .newline,
      .invalid, .end:
      throw Stop()
    }
  }

  /// `GBP 40`.
  mutating func money() throws(Stop) {
    let mark = open()
    try take(.currency)
    try take(kind: .number)
    close(.money, mark)
  }

  /// `30 minutes`.
  mutating func duration() throws(Stop) {
    let mark = open()
    try take(kind: .number)
    guard atUnit else { throw Stop() }
    try take(.word)
    close(.duration, mark)
  }

  /// A duration, or so much of a calendar's open time.
  mutating func span() throws(Stop) {
    let mark = open()
    try duration()
    if skip(.of) { try takeName() }
    close(.span, mark)
  }

  /// A time of day; `24:00` only where a range ends.
  mutating func time(endsRange: Bool = false) throws(Stop) {
    guard current.kind == .time else { throw Stop() }
    let start = Int(current.range.lower)
    let isMidnight = source.bytes[start] == 0x32 && source.bytes[start + 1] == 0x34
    guard endsRange || !isMidnight else { throw Stop() }
    try take(kind: .time)
  }

  /// `a, b, c`.
  mutating func names() throws(Stop) {
    let mark = open()
    try takeName()
    while skip(.comma) { try takeName() }
    close(.names, mark)
  }

  /// `low`, `normal`, `high` or `urgent`.
  mutating func level() throws(Stop) { try takeOne(of: .low, .normal, .high, .urgent) }

  private var atUnit: Bool {
    switch current.keyword {
    case .second, .seconds, .minute, .minutes, .hour, .hours, .day, .days: true
    default: false
    }
  }
}
