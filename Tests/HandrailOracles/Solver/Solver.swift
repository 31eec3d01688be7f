import CZ3

/// A formula or a whole number of one solver.
struct Formula: Hashable {
  fileprivate let place: Int
}

/// Z3, behind formulas that are places in a list; the only file here that touches memory.
///
/// Invariant: owns its context and solver and frees both; all of `terms` is the context's.
@safe final class Solver {
  private let context: Z3_context
  private let solver: Z3_solver
  private var terms: [Z3_ast] = unsafe []
  private let truths: Z3_sort
  private let numbers: Z3_sort
  private var names = 0
  let yes: Formula
  let no: Formula

  /// Nothing if there is no memory for a context.
  init?() {
    guard let config = unsafe Z3_mk_config() else { return nil }
    unsafe Z3_set_param_value(config, "model", "false")
    let made = unsafe Z3_mk_context(config)
    unsafe Z3_del_config(config)
    guard let context = unsafe made, let solver = unsafe Z3_mk_simple_solver(context),
      let truths = unsafe Z3_mk_bool_sort(context), let numbers = unsafe Z3_mk_int_sort(context),
      let yes = unsafe Z3_mk_true(context), let no = unsafe Z3_mk_false(context)
    else { return nil }
    unsafe Z3_solver_inc_ref(context, solver)
    unsafe self.context = context
    unsafe self.solver = solver
    unsafe self.truths = truths
    unsafe self.numbers = numbers
    self.yes = Formula(place: 0)
    self.no = Formula(place: 1)
    unsafe terms = [yes, no]
    limitSteps()
  }

  deinit {
    unsafe Z3_solver_dec_ref(context, solver)
    unsafe Z3_del_context(context)
  }

  /// Steps, not seconds: the same answer on every machine.
  private func limitSteps() {
    let parameters = unsafe Z3_mk_params(context)
    unsafe Z3_params_inc_ref(context, parameters)
    unsafe Z3_params_set_uint(
      context, parameters, Z3_mk_string_symbol(context, "rlimit"), 20_000_000)
    unsafe Z3_solver_set_params(context, solver, parameters)
    unsafe Z3_params_dec_ref(context, parameters)
  }

  private func keep(_ term: Z3_ast?) -> Formula {
    guard let term = unsafe term else { preconditionFailure("Z3 makes every formula asked for") }
    unsafe terms.append(term)
    return unsafe Formula(place: terms.count - 1)
  }

  private func term(_ formula: Formula) -> Z3_ast { unsafe terms[formula.place] }

  private func made(_ formulas: [Formula]) -> [Z3_ast?] { unsafe formulas.map { unsafe term($0) } }

  // Unknowns.

  func truth() -> Formula { unsafe unknown(truths) }

  /// A whole number between bounds, both included.
  func number(_ lowest: Int64, _ highest: Int64) -> Formula {
    let number = unsafe unknown(numbers)
    require(all([atMost(literal(lowest), number), atMost(number, literal(highest))]))
    return number
  }

  private func unknown(_ sort: Z3_sort) -> Formula {
    names += 1
    return unsafe keep(
      Z3_mk_const(context, Z3_mk_int_symbol(context, Int32(names)), sort))
  }

  // Formulas.

  func literal(_ value: Int64) -> Formula { unsafe keep(Z3_mk_int64(context, value, numbers)) }

  func not(_ formula: Formula) -> Formula {
    if formula == yes { return no }
    if formula == no { return yes }
    return unsafe keep(Z3_mk_not(context, term(formula)))
  }

  func all(_ formulas: [Formula]) -> Formula {
    if formulas.contains(no) { return no }
    let left = formulas.filter { $0 != yes }
    if left.count < 2 { return left.first ?? yes }
    let parts = unsafe made(left)
    return unsafe keep(Z3_mk_and(context, UInt32(left.count), parts))
  }

  func any(_ formulas: [Formula]) -> Formula {
    if formulas.contains(yes) { return yes }
    let left = formulas.filter { $0 != no }
    if left.count < 2 { return left.first ?? no }
    let parts = unsafe made(left)
    return unsafe keep(Z3_mk_or(context, UInt32(left.count), parts))
  }

  /// One of two, numbers or truths.
  func pick(_ condition: Formula, _ first: Formula, _ second: Formula) -> Formula {
    if condition == yes || first == second { return first }
    if condition == no { return second }
    return unsafe keep(Z3_mk_ite(context, term(condition), term(first), term(second)))
  }

  func same(_ left: Formula, _ right: Formula) -> Formula {
    if left == right { return yes }
    return unsafe keep(Z3_mk_eq(context, term(left), term(right)))
  }

  func atMost(_ left: Formula, _ right: Formula) -> Formula {
    unsafe keep(Z3_mk_le(context, term(left), term(right)))
  }

  func below(_ left: Formula, _ right: Formula) -> Formula {
    unsafe keep(Z3_mk_lt(context, term(left), term(right)))
  }

  func sum(_ parts: [Formula]) -> Formula {
    if parts.count < 2 { return parts.first ?? literal(0) }
    let terms = unsafe made(parts)
    return unsafe keep(Z3_mk_add(context, UInt32(parts.count), terms))
  }

  func times(_ factor: Int64, _ number: Formula) -> Formula {
    if factor == 1 { return number }
    let parts = unsafe made([literal(factor), number])
    return unsafe keep(Z3_mk_mul(context, 2, parts))
  }

  // Solving.

  /// What holds in every question.
  func require(_ formula: Formula) { unsafe Z3_solver_assert(context, solver, term(formula)) }

  /// Whether some values of the unknowns make it true; nothing where Z3 gives up.
  func canBe(_ formula: Formula) -> Bool? {
    if formula == no { return false }
    unsafe Z3_solver_push(context, solver)
    unsafe Z3_solver_assert(context, solver, term(formula))
    let answer = unsafe Z3_solver_check(context, solver)
    unsafe Z3_solver_pop(context, solver, 1)
    if answer == Z3_L_UNDEF { return nil }
    return answer == Z3_L_TRUE
  }
}
