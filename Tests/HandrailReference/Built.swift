/// Which headings the engine decides already; the reference follows it heading by heading.
///
/// While one is false, the generator seldom writes it, and its fields are not compared.
package enum Built {
  package static let approvals = true
  package static let offers = true
  package static let duties = false
}
