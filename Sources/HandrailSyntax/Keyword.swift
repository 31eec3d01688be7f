/// The language's own words; `reserved` ones can never be names (`language.md` 2.2).
///
/// A word token carries the keyword that it spells wherever it stands; the parser decides whether
/// it is one there.
package enum Keyword: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  case none
}
