/// What changed in a file, as `diff -u` writes it; empty where nothing did.
package func unifiedDiff(_ path: String, from old: [UInt8], to new: [UInt8]) -> [UInt8] {
  let before = lines(of: old)
  let after = lines(of: new)
  let steps = editSteps(before, after)
  let hunks = hunks(of: steps)
  guard !hunks.isEmpty else { return [] }
  var text = Array("--- a/\(path)\n+++ b/\(path)\n".utf8)
  for hunk in hunks { write(steps[hunk], before: before, after: after, to: &text) }
  return text
}

/// So many lines that stay are shown around those that change.
private let context = 3

private enum Step {
  /// Positions in the old and the new file.
  case keep(Int, Int)
  case drop(Int, Int)
  case add(Int, Int)

  var changes: Bool {
    switch self {
    case .keep: false
    case .drop, .add: true
    }
  }

  var position: (old: Int, new: Int) {
    switch self {
    case .keep(let old, let new), .drop(let old, let new), .add(let old, let new): (old, new)
    }
  }
}

/// The lines with their ends; the last one may have none.
private func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var start = 0
  for (offset, byte) in bytes.enumerated() where byte == 0x0A {
    lines.append(bytes[start...offset])
    start = offset + 1
  }
  if start < bytes.count { lines.append(bytes[start...]) }
  return lines
}

/// How one list of lines becomes the other.
///
/// Equal lines at both ends are set aside; what is left is compared whole up to a size, and beyond
/// it replaced as a block, so that no file costs more than its length.
private func editSteps(
  _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
) -> [Step] {
  var start = 0
  while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
  var ends = (old: old.count, new: new.count)
  while ends.old > start, ends.new > start, old[ends.old - 1] == new[ends.new - 1] {
    ends = (ends.old - 1, ends.new - 1)
  }
  var steps = (0..<start).map { Step.keep($0, $0) }
  steps += middle(old, start..<ends.old, new, start..<ends.new)
  steps += (0..<old.count - ends.old).map { Step.keep(ends.old + $0, ends.new + $0) }
  return steps
}

/// The part between the equal ends, by the longest run of lines in common.
private func middle(
  _ old: [ArraySlice<UInt8>], _ olds: Range<Int>, _ new: [ArraySlice<UInt8>], _ news: Range<Int>
) -> [Step] {
  let (height, isLarge) = olds.count.multipliedReportingOverflow(by: news.count)
  guard !isLarge, height <= 4_000_000 else {
    return olds.map { .drop($0, news.lowerBound) } + news.map { .add(olds.upperBound, $0) }
  }
  let width = news.count + 1
  var common = [UInt32](repeating: 0, count: (olds.count + 1) * width)
  for row in stride(from: olds.count - 1, through: 0, by: -1) {
    for column in stride(from: news.count - 1, through: 0, by: -1) {
      let isSame = old[olds.lowerBound + row] == new[news.lowerBound + column]
      common[row * width + column] =
        isSame
        ? common[(row + 1) * width + column + 1] + 1
        : max(common[(row + 1) * width + column], common[row * width + column + 1])
    }
  }
  var steps: [Step] = []
  var (row, column) = (0, 0)
  while row < olds.count || column < news.count {
    let at = (olds.lowerBound + row, news.lowerBound + column)
    if row < olds.count, column < news.count, old[at.0] == new[at.1] {
      steps.append(.keep(at.0, at.1))
      (row, column) = (row + 1, column + 1)
    } else if row < olds.count,
      column == news.count
        || common[(row + 1) * width + column] >= common[row * width + column + 1]
    {
      steps.append(.drop(at.0, at.1))
      row += 1
    } else {
      steps.append(.add(at.0, at.1))
      column += 1
    }
  }
  return steps
}

/// Runs of changes with what stays around them, joined where they meet.
private func hunks(of steps: [Step]) -> [Range<Int>] {
  var hunks: [Range<Int>] = []
  for (position, step) in steps.enumerated() where step.changes {
    let range = max(0, position - context)..<min(steps.count, position + context + 1)
    if let last = hunks.last, range.lowerBound <= last.upperBound {
      hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
    } else {
      hunks.append(range)
    }
  }
  return hunks
}

private func write(
  _ steps: ArraySlice<Step>, before: [ArraySlice<UInt8>], after: [ArraySlice<UInt8>],
  to text: inout [UInt8]
) {
  guard let first = steps.first?.position else { return }
  var counts = (old: 0, new: 0)
  for step in steps {
    switch step {
    case .keep: counts = (counts.old + 1, counts.new + 1)
    case .drop: counts.old += 1
    case .add: counts.new += 1
    }
  }
  text += Array("@@ -\(span(first.old, counts.old)) +\(span(first.new, counts.new)) @@\n".utf8)
  for step in steps {
    switch step {
    case .keep(let old, _): append(" ", before[old], to: &text)
    case .drop(let old, _): append("-", before[old], to: &text)
    case .add(_, let new): append("+", after[new], to: &text)
    }
  }
}

/// `12,7`: the first line and how many; of none, the line before.
private func span(_ start: Int, _ count: Int) -> String {
  "\(count == 0 ? start : start + 1),\(count)"
}

private func append(_ mark: Character, _ line: ArraySlice<UInt8>, to text: inout [UInt8]) {
  text += Array(String(mark).utf8)
  text += line
  if line.last != 0x0A { text += Array("\n\\ No newline at end of file\n".utf8) }
}
