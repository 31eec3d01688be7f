internal import HandrailEngine
package import HandrailLint
internal import HandrailLowering
internal import HandrailModel
internal import HandrailSource
internal import HandrailSyntax

/// Checks a policy and everything that it uses, and looks at it with rules.
///
/// Rules look only at a policy that nothing stops. The scenarios are played where a rule asks.
package func review(
  _ main: PolicyFile, in surroundings: PolicySurroundings, linting orders: LintOrders,
  published: [String: PolicyFile] = [:]
) -> Review {
  let checked = review(main, in: surroundings, on: orders.surroundings.today)
  let rules = orders.rules
  guard let model = checked.runnableModel else { return checked }
  let graph = lower(model, zoneDataVersion: surroundings.zoneDataVersion)
  var orders = orders
  if orders.surroundings.scenarios == nil, rules.contains(where: \.asksScenarios) {
    orders.surroundings.scenarios = Compilation(policy: Policy(graph: graph), review: checked)
      .shownByScenarios()
  }
  if let last = orders.published.first(where: { $0.name == model.header.name }) {
    orders.surroundings.published = last
    if rules.contains(where: \.asksLoosening), let file = last.file.flatMap({ published[$0] }) {
      let old = compile(file, in: surroundings).policy?.graph
      orders.surroundings.loosening = loosening(of: graph, since: last, from: old)
    }
  }
  let analysis = PolicyAnalysis(
    model, checked.sources, zoneDataVersion: surroundings.zoneDataVersion,
    digest: graph.policy.digest)
  let policy = LintedPolicy(
    model, graph, trees: model.files.map { parse($0).value }, surroundings: orders.surroundings,
    analysis: analysis.analysis)
  return Review(
    sources: checked.sources,
    diagnostics: checked.diagnostics
      + analysis.messages(
        fixes: { policy.fixes(for: $0) },
        mending: { analysis.mending($0, of: main, checked, in: surroundings) })
      + wholesale(policy)
      + lint(policy, by: orders),
    runnableModel: model)
}

/// PL0409, with the words that name today's tasks.
private func wholesale(_ policy: LintedPolicy) -> [Diagnostic] {
  policy.wholesalePermissions.map { line in
    Diagnostic(
      AnalysisFault.permitsEverything(tasks: line.taskCount), at: line.place, fixes: line.fixes)
  }
}
