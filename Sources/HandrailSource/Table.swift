/// A typed position in a `Table`; two tables' positions cannot be mixed up.
package protocol TableIndex: Hashable, Comparable, Sendable, BitwiseCopyable {
  var rawValue: UInt32 { get }
  init(rawValue: UInt32)
}

extension TableIndex {
  /// The position as an array offset.
  package var offset: Int { Int(rawValue) }

  /// A position from an array offset, which must be below `UInt32.max`.
  package init(_ offset: Int) { self.init(rawValue: UInt32(offset)) }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Elements that are only ever appended, reached by a typed position.
package struct Table<Index: TableIndex, Element> {
  package private(set) var elements: [Element] = []

  package init() {}

  /// A table of what was collected elsewhere, at most `UInt32.max` elements.
  package init(_ elements: [Element]) { self.elements = elements }

  package var count: Int { elements.count }
  package var isEmpty: Bool { elements.isEmpty }

  /// Every position, first to last.
  package var indices: [Index] { elements.indices.map { Index($0) } }

  package mutating func reserveCapacity(_ capacity: Int) { elements.reserveCapacity(capacity) }

  /// Appends and says where the element went.
  @discardableResult
  package mutating func append(_ element: Element) -> Index {
    let index = Index(elements.count)
    elements.append(element)
    return index
  }

  package subscript(index: Index) -> Element {
    get { elements[index.offset] }
    set { elements[index.offset] = newValue }
  }
}

extension Table: Sendable where Element: Sendable {}
extension Table: Equatable where Element: Equatable {}
