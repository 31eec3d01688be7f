/// Someone whose approval counts: the roles it was given with, and the late seats open to it.
struct SeatedVoter {
  var roles: [String]
  /// Positions in the approval's `after … ask` lines.
  var lateSeats: [Int]
}

/// How the seats of a quorum are filled, each by a different person.
package struct Seating: Sendable, Equatable {
  /// By group of seats: how many nobody fills.
  package var open: [Int]

  /// Nobody is missing.
  package var isFull: Bool { !open.contains { $0 > 0 } }
}

/// Fills the seats as far as can be: groups in the order written, nobody twice.
///
/// A late seat lets one person of its role into one seat of any group. Counts are never written
/// out, so a policy that asks for a billion people costs no more than one that asks for two.
func fill(_ seats: [GraphApproval.Seats], with voters: [SeatedVoter]) -> Seating {
  var network = SeatNetwork(seats)
  for (way, count) in waysIn(voters, seats) { network.add(count, way) }
  return Seating(open: seats.indices.map { seats[$0].count - network.fill($0, seats[$0].count) })
}

/// Which groups and late seats a person may take.
private struct WaysIn: Hashable {
  var groups: [Int]
  var lateSeats: [Int]
}

/// People alike in what they may take are one source of so many.
private func waysIn(
  _ voters: [SeatedVoter], _ seats: [GraphApproval.Seats]
) -> [(way: WaysIn, count: Int)] {
  var found: [(way: WaysIn, count: Int)] = []
  var places: [WaysIn: Int] = [:]
  for voter in voters {
    let groups = seats.indices.filter { group in
      seats[group].roles.contains { voter.roles.contains($0) }
    }
    let way = WaysIn(groups: groups, lateSeats: voter.lateSeats)
    if let place = places[way] {
      found[place].count += 1
    } else {
      places[way] = found.count
      found.append((way, 1))
    }
  }
  return found
}

/// A flow from people, some through late seats, into groups of seats.
private struct SeatNetwork {
  /// Where each edge leads; edge `n ^ 1` leads back.
  private var heads: [Int] = []
  private var room: [Int] = []
  private var edges: [[Int]] = []
  private let people: Int
  private let groups: [Int]
  /// By `after … ask` line: the node that people go in by.
  private var lateSeats: [Int: Int] = [:]

  init(_ seats: [GraphApproval.Seats]) {
    people = 0
    groups = seats.indices.map { $0 + 1 }
    edges = [[Int]](repeating: [], count: seats.count + 1)
  }

  mutating func add(_ count: Int, _ way: WaysIn) {
    let node = addNode()
    connect(people, node, room: count)
    for group in way.groups { connect(node, groups[group], room: .max) }
    for seat in way.lateSeats { connect(node, entrance(of: seat), room: 1) }
  }

  /// A late seat takes one person, whichever group it then serves.
  private mutating func entrance(of seat: Int) -> Int {
    if let known = lateSeats[seat] { return known }
    let entrance = addNode()
    let exit = addNode()
    connect(entrance, exit, room: 1)
    for group in groups { connect(exit, group, room: 1) }
    lateSeats[seat] = entrance
    return entrance
  }

  /// Leads as many people as possible, up to so many, into a group; those before stay filled.
  mutating func fill(_ group: Int, _ count: Int) -> Int {
    var filled = 0
    while filled < count, let path = path(to: groups[group]) {
      let amount = min(count - filled, path.map { room[$0] }.min() ?? 0)
      for edge in path {
        room[edge] -= amount
        room[edge ^ 1] += amount
      }
      filled += amount
    }
    return filled
  }

  /// The edges of a shortest way from the people that has room.
  private func path(to goal: Int) -> [Int]? {
    var cameBy = [Int](repeating: -1, count: edges.count)
    var waiting = [people]
    var next = 0
    while next < waiting.count && cameBy[goal] < 0 {
      for edge in edges[waiting[next]] where room[edge] > 0 {
        let head = heads[edge]
        guard head != people && cameBy[head] < 0 else { continue }
        cameBy[head] = edge
        waiting.append(head)
      }
      next += 1
    }
    guard cameBy[goal] >= 0 else { return nil }
    var path: [Int] = []
    var node = goal
    while node != people {
      path.append(cameBy[node])
      node = heads[cameBy[node] ^ 1]
    }
    return path
  }

  private mutating func addNode() -> Int {
    edges.append([])
    return edges.count - 1
  }

  private mutating func connect(_ from: Int, _ to: Int, room count: Int) {
    edges[from].append(heads.count)
    heads.append(to)
    room.append(count)
    edges[to].append(heads.count)
    heads.append(from)
    room.append(0)
  }
}
