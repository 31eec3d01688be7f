import HandrailEngine

/// A step in a form without anything to count references of.
struct FlatStep: Sendable, BitwiseCopyable {
  enum Kind: UInt8, Sendable, BitwiseCopyable {
    case constant, atom, not, all, any, certainly, possibly, skipUnknown, applyUnknown, mapped
    /// Looked up among the steps themselves.
    case other
  }

  var kind: Kind
  /// Of an atom its input; of a group its first child; of a constant and a mapping the sets' bits.
  var first: Int32 = 0
  /// Of an atom where its table begins; of a group how many children; else the child.
  var second: Int32 = 0

  init(_ step: Step, _ children: inout [Int32]) {
    kind = .other
    switch step {
    case .constant(let set): (kind, first) = (.constant, Int32(set.bits))
    case .atom(let variable, let table):
      (kind, first, second) = (.atom, Int32(variable), Int32(table))
    case .not(let child): (kind, second) = (.not, Int32(child))
    case .certainly(let child): (kind, second) = (.certainly, Int32(child))
    case .possibly(let child): (kind, second) = (.possibly, Int32(child))
    case .skipUnknown(let child): (kind, second) = (.skipUnknown, Int32(child))
    case .applyUnknown(let child): (kind, second) = (.applyUnknown, Int32(child))
    case .mapped(let child, let yes, let no, let open, let fault):
      kind = .mapped
      second = Int32(child)
      first =
        Int32(no.bits) | Int32(yes.bits) << 4 | Int32(open.bits) << 8 | Int32(fault.bits) << 12
    case .all(let own):
      (kind, first, second) = (.all, Int32(children.count), Int32(own.count))
      children += own.map { Int32($0) }
    case .any(let own):
      (kind, first, second) = (.any, Int32(children.count), Int32(own.count))
      children += own.map { Int32($0) }
    case .word, .empty, .equalWords, .same, .sum, .window, .anyPoint, .requests, .rows, .output:
      break
    }
  }
}
