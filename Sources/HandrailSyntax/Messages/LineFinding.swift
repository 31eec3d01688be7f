import HandrailSource

/// What is said of a line: the fault, the exact words, and the ways to mend it.
struct LineFinding {
  var fault: ReadingFault
  var place: SourcePlace
  var fixes: [Fix]

  init(_ fault: ReadingFault, at place: SourcePlace, _ fixes: [Fix] = []) {
    self.fault = fault
    self.place = place
    self.fixes = fixes
  }

  var diagnostic: Diagnostic { Diagnostic(fault, at: place, fixes: fixes) }
}
