import Glibc

/// Does the same with each element, on all cores; what comes of it stands in the elements' order.
///
/// `tell` is told after each how many are done, always here and never at once.
func inParallel<Element: Sendable, Made: Sendable>(
  _ elements: [Element], _ work: @escaping @Sendable (Element) -> Made,
  tell: (Int) -> Void
) async -> [Made] {
  let width = max(1, min(8, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
  guard width > 1, elements.count > 1 else {
    return elements.enumerated().map { position, element in
      defer { tell(position + 1) }
      return work(element)
    }
  }
  return await withTaskGroup(of: (Int, Made).self) { group in
    var made = [Made?](repeating: nil, count: elements.count)
    var next = 0
    var done = 0
    func begin(_ group: inout TaskGroup<(Int, Made)>) {
      guard next < elements.count else { return }
      let (position, element) = (next, elements[next])
      group.addTask { (position, work(element)) }
      next += 1
    }
    for _ in 0..<width { begin(&group) }
    while let (position, one) = await group.next() {
      made[position] = one
      done += 1
      tell(done)
      begin(&group)
    }
    return made.compactMap { $0 }
  }
}
