/// Which headings are compared with the engine.
///
/// While one is false, the generator seldom writes it, and its fields are not compared: the
/// readings of duties in the reference still differ in places from what `docs/settled.md` says.
package enum Built {
  package static let approvals = true
  package static let offers = true
  package static let duties = true
}
