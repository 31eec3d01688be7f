import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintedPolicy {
  func name(of fact: FactID) -> String { model.vocabulary.facts[fact].name }

  func name(of task: TaskID) -> String { model.vocabulary.tasks[task].name }

  func name(of queue: QueueID) -> String { model.people.queues[queue].name }

  /// Task names in the order of their declaration.
  func names(of tasks: Set<TaskID>) -> [String] { tasks.sorted().map { name(of: $0) } }

  /// The first line of the heading at a place.
  func head(_ origin: Origin) -> SourcePlace {
    heading(at: origin.place)?.headPlace ?? origin.place
  }

  /// The first of some tasks in an `ai may` line; the line where it covers them without a name.
  func place(naming tasks: [String], in effect: Effect) -> SourcePlace {
    let names = node(.aiMayLine, at: effect.origin.place)?.listedNames ?? []
    return names.first { tasks.contains($0.text) }?.place ?? effect.origin.place
  }

  /// A name that no heading, fact or task has yet: the wish, else with a number behind it.
  func freshName(_ wish: String) -> String {
    let taken = places.names
    guard taken.contains(wish) else { return wish }
    var number = 2
    while taken.contains("\(wish)_\(number)") { number += 1 }
    return "\(wish)_\(number)"
  }
}

/// Names in backticks: "`a`, `b` and `c`".
func listed(_ names: [String], _ joint: String = "and") -> String {
  let ticked = names.map { "`\($0)`" }
  guard let last = ticked.last, ticked.count > 1 else { return ticked.first ?? "" }
  return ticked.dropLast().joined(separator: ", ") + " \(joint) " + last
}

/// As `listed`, but a long list ends with how many more there are.
func listedBriefly(_ names: [String], _ joint: String = "and") -> String {
  guard names.count > 4 else { return listed(names, joint) }
  return names.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
    + " and \(names.count - 3) more"
}

/// A line that ends in a list of names, broken after commas as the formatter breaks it.
func listLine(_ start: String, listing names: [String]) -> String {
  var lines: [String] = []
  var current = "  " + start
  for (index, name) in names.enumerated() {
    let word = index == names.count - 1 ? name : name + ","
    if current.utf8.count + 1 + word.utf8.count > 100, index > 0 {
      lines.append(current)
      current = "    " + word
    } else {
      current += " " + word
    }
  }
  return (lines + [current]).joined(separator: "\n")
}
