extension Array {
  /// The same in no more room than it needs: what grew by appending may hold twice that.
  package var fitted: Self {
    guard capacity - count > count >> 3 else { return self }
    var copy: Self = []
    copy.reserveCapacity(count)
    copy.append(contentsOf: self)
    return copy
  }

  /// Gives back the room that is not needed.
  package mutating func fit() { self = fitted }
}
