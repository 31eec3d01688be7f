/// What all searches over one cone from one box begin with: worked out once.
///
/// A comparison of two versions looks for many things in the same cone, and most of them are ruled
/// out by the first box.
final class SearchStart {
  /// Every step that is read, in order.
  let order: [Int]
  let box: Box
  let sums: SumsTogether
  /// As the whole box leaves it.
  let evaluation: Evaluation
  private let cone: Cone
  private var dependents: [Int: Frontier.Dependents] = [:]

  /// `nil` where no question is left.
  init?(_ cone: Cone, _ limits: [(variable: Int, choices: [Int])]) {
    var start = Box(cone.space)
    for limit in limits {
      guard start.keep(limit.variable, cone.space, where: limit.choices.contains) else {
        return nil
      }
    }
    guard cone.space.settle(&start) else { return nil }
    self.cone = cone
    order = cone.order
    box = start
    sums = SumsTogether(cone, order)
    var evaluation = Evaluation(cone)
    evaluation.run(cone, order, start)
    evaluation.forgetTrail()
    self.evaluation = evaluation
  }

  /// The steps that rest on an input.
  func dependents(of variable: Int) -> Frontier.Dependents {
    if let known = dependents[variable] { return known }
    let found = Frontier.Dependents(of: variable, cone, among: order)
    dependents[variable] = found
    return found
  }
}
