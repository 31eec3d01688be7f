/// The circles of a graph, each once, from its smallest member on; found without recursion.
func circles(_ targets: [[Int]]) -> [[Int]] {
  var search = CircleSearch(targets)
  for start in targets.indices { search.walk(from: start) }
  return search.found
}

/// A walk along the edges that keeps its path in an array, not on the stack.
private struct CircleSearch {
  private enum State: UInt8 { case notSeen, onPath, done }

  private let targets: [[Int]]
  private(set) var found: [[Int]] = []
  private var states: [State]
  private var depths: [Int]
  private var path: [Int] = []
  private var nexts: [Int] = []

  init(_ targets: [[Int]]) {
    self.targets = targets
    states = Array(repeating: .notSeen, count: targets.count)
    depths = Array(repeating: 0, count: targets.count)
  }

  mutating func walk(from start: Int) {
    guard states[start] == .notSeen else { return }
    enter(start)
    while let at = path.last {
      let position = nexts[path.count - 1]
      guard position < targets[at].count else {
        leave(at)
        continue
      }
      nexts[path.count - 1] += 1
      follow(targets[at][position])
    }
  }

  private mutating func enter(_ member: Int) {
    states[member] = .onPath
    depths[member] = path.count
    path.append(member)
    nexts.append(0)
  }

  private mutating func leave(_ member: Int) {
    states[member] = .done
    path.removeLast()
    nexts.removeLast()
  }

  private mutating func follow(_ next: Int) {
    switch states[next] {
    case .notSeen: enter(next)
    case .done: return
    case .onPath:
      let circle = Array(path[depths[next]...])
      let least = circle.indices.min { circle[$0] < circle[$1] } ?? 0
      found.append(Array(circle[least...] + circle[..<least]))
    }
  }
}
