/// A table that never changes again, read without counting references: a program owns and frees it.
@safe
struct FrozenTable<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private let base: UnsafeMutablePointer<Element>
  let count: Int

  init(_ elements: [Element]) {
    count = elements.count
    unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
    for (position, element) in elements.enumerated() {
      unsafe (base + position).initialize(to: element)
    }
  }

  /// Traps on a position outside: that is a mistake of ours.
  subscript(position: Int) -> Element {
    @inline(__always) get {
      precondition(position >= 0 && position < count, "a table is read beyond its end")
      return unsafe base[position]
    }
  }

  /// Once, by the owner; nothing may read it after.
  func free() { unsafe base.deallocate() }
}
