import HandrailSource

/// Which names the policy declares, by sort.
struct Names {
  struct Declared {
    /// Position among its sort: a table index, or the order of declaration.
    var index: Int
    /// `nil` for what is built in.
    var place: SourcePlace?
  }

  private var declared: [[String: Declared]]

  init() { declared = Array(repeating: [:], count: NameSort.allCases.count) }

  subscript(sort: NameSort, name: String) -> Declared? { declared[Int(sort.rawValue)][name] }

  /// Every name of a sort, in no order.
  func all(_ sort: NameSort) -> some Collection<String> { declared[Int(sort.rawValue)].keys }

  /// The positions of a sort, by name.
  func positions(_ sort: NameSort) -> [String: Int] {
    declared[Int(sort.rawValue)].mapValues(\.index)
  }

  func count(_ sort: NameSort) -> Int { declared[Int(sort.rawValue)].count }

  /// Declares a name; false if the sort has it already.
  mutating func declare(
    _ sort: NameSort, _ name: String, index: Int, place: SourcePlace?
  ) -> Bool {
    let own = Declared(index: index, place: place)
    guard let earlier = declared[Int(sort.rawValue)].updateValue(own, forKey: name) else {
      return true
    }
    declared[Int(sort.rawValue)][name] = earlier
    return false
  }

  /// So many names of a sort are to come.
  mutating func expect(_ sort: NameSort, _ count: Int) {
    declared[Int(sort.rawValue)].reserveCapacity(declared[Int(sort.rawValue)].count + count)
  }

  /// Gives a name its final position; a built-in name is declared by it.
  mutating func place(_ sort: NameSort, _ name: String, index: Int) {
    let place = declared[Int(sort.rawValue)][name]?.place
    declared[Int(sort.rawValue)][name] = Declared(index: index, place: place)
  }
}
