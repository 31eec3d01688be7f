/// Whole numbers within bounds that obey linear inequalities, and the search for a choice of them.
package struct LinearSystem: Sendable {
  package init() {}
}
