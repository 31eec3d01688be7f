/// Where facts stand in a host's document: their paths, letter by letter of the names between dots.
struct FactPaths: Sendable {
  private struct Node: Sendable {
    var facts: [Int] = []
    /// Ascending by bytes.
    var children: [(name: [UInt8], node: Int)] = []
  }

  private var nodes = [Node()]

  /// The node that stands for a whole object of facts.
  static var root: Int { 0 }

  mutating func add(_ path: [String], fact: Int) {
    var node = FactPaths.root
    for name in path { node = child(named: Array(name.utf8), of: node) }
    nodes[node].facts.append(fact)
  }

  func facts(at node: Int) -> [Int] { nodes[node].facts }

  func isLeaf(_ node: Int) -> Bool { nodes[node].children.isEmpty }

  /// The node that a key leads to, dots in the key being steps; `nil` where no fact lies that way.
  func node(from start: Int, key: ArraySlice<UInt8>) -> Int? {
    var node = start
    var rest = key
    while let dot = rest.firstIndex(of: UInt8(ascii: ".")) {
      guard let next = place(of: rest[..<dot], in: node).found else { return nil }
      node = next
      rest = rest[(dot + 1)...]
    }
    return place(of: rest, in: node).found
  }

  private mutating func child(named name: [UInt8], of node: Int) -> Int {
    let (found, insertion) = place(of: name[...], in: node)
    if let found { return found }
    nodes.append(Node())
    nodes[node].children.insert((name, nodes.count - 1), at: insertion)
    return nodes.count - 1
  }

  private func place(of name: ArraySlice<UInt8>, in node: Int) -> (found: Int?, insertion: Int) {
    let children = nodes[node].children
    var low = 0
    var high = children.count
    while low < high {
      let middle = (low + high) / 2
      if children[middle].name.elementsEqual(name) { return (children[middle].node, middle) }
      if children[middle].name.lexicographicallyPrecedes(name) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return (nil, low)
  }
}
