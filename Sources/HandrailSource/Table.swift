/// A typed position in a `Table`; two tables' positions cannot be mixed up.
package protocol TableIndex: Hashable, Comparable, Sendable, BitwiseCopyable {
  var rawValue: UInt32 { get }
  init(rawValue: UInt32)
}

extension TableIndex {
  /// The position as an array offset.
  @inlinable package var offset: Int { Int(rawValue) }

  /// A position from an array offset, which must be below `UInt32.max`.
  @inlinable package init(_ offset: Int) { self.init(rawValue: UInt32(offset)) }

  @inlinable package static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Elements that are only ever appended, reached by a typed position.
///
/// What is read in every loop is inlined: a target that does not see the body copies through
/// witnesses.
package struct Table<Index: TableIndex, Element> {
  @usableFromInline package private(set) var elements: [Element] = []

  package init() {}

  /// A table of what was collected elsewhere, at most `UInt32.max` elements.
  package init(_ elements: [Element]) { self.elements = elements }

  @inlinable package var count: Int { elements.count }
  @inlinable package var isEmpty: Bool { elements.isEmpty }

  /// Every position, first to last.
  @inlinable package var indices: [Index] { elements.indices.map { Index($0) } }

  package mutating func reserveCapacity(_ capacity: Int) { elements.reserveCapacity(capacity) }

  /// Appends and says where the element went.
  @discardableResult
  package mutating func append(_ element: Element) -> Index {
    let index = Index(elements.count)
    elements.append(element)
    return index
  }

  package subscript(index: Index) -> Element {
    @inlinable get { elements[index.offset] }
    set { elements[index.offset] = newValue }
  }
}

extension Table: Sendable where Element: Sendable {}
extension Table: Equatable where Element: Equatable {}
