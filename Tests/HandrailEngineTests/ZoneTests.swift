import Foundation
import HandrailEngine
import HandrailTestSupport
import Testing

/// One line of `Fixtures/zones.txt`; `make_zones.py` says how it is made.
struct ZoneCase: CustomTestStringConvertible {
  var name: String
  var bytes: [UInt8]
  var offsetIn1900: Int32
  var count: Int
  var digest: String
  var shown: [(at: Int64, offset: Int32)]

  var testDescription: String { name }

  static func all() throws -> [ZoneCase] {
    let text = String(decoding: try fixture("zones.txt"), as: UTF8.self)
    return try text.split(separator: "\n").map { line in
      let parts = line.split(separator: " ").map(String.init)
      let shown = try parts[5].split(separator: ",").filter { $0 != "-" }.map { pair in
        let sides = pair.split(separator: ":")
        return (at: try #require(Int64(sides[0])), offset: try #require(Int32(sides[1])))
      }
      return ZoneCase(
        name: parts[0], bytes: Array(try #require(Data(base64Encoded: parts[1]))),
        offsetIn1900: try #require(Int32(parts[2])), count: try #require(Int(parts[3])),
        digest: parts[4], shown: shown)
    }
  }
}

private func offset(_ rules: ZoneRules, at second: Int64) -> Int32 {
  let local = rules.reading(at: Moment(seconds: second))
  return Int32(Int64(local.date.daysSince1970) * 86_400 + Int64(local.secondOfDay) - second)
}

private func zone(_ name: String) throws -> ZoneRules {
  let found = try #require(try ZoneCase.all().first { $0.name == name })
  return try #require(zoneRules(name: name, fileBytes: found.bytes))
}

/// `2026-03-29 01:30` as a reading.
private func local(_ text: String) throws -> LocalReading {
  let asUTC = try #require(Moment("\(text.replacing(" ", with: "T")):00Z".utf8))
  let days = asUTC.seconds / 86_400
  return LocalReading(
    date: CalendarDate(daysSince1970: Int32(days)), secondOfDay: Int32(asUTC.seconds % 86_400))
}

@Suite struct ZoneTests {
  @Test("reads every change from 1900 to 2199 as another reader does")
  func changes() throws {
    let cases = try ZoneCase.all()
    #expect(cases.count == 20)
    let start: Int64 = -2_208_988_800
    let end: Int64 = 7_258_118_400
    for expected in cases {
      let rules = try #require(zoneRules(name: expected.name, fileBytes: expected.bytes))
      #expect(offset(rules, at: start) == expected.offsetIn1900, "\(expected.name)")
      for change in expected.shown {
        #expect(offset(rules, at: change.at) == change.offset, "\(expected.name) \(change.at)")
        #expect(offset(rules, at: change.at - 1) != change.offset, "\(expected.name)")
      }
      let inRange = rules.transitions.filter { $0.at > start && $0.at < end }
      #expect(inRange.count == expected.count, "\(expected.name)")
      let lines = inRange.map { "\($0.at) \($0.offset)\n" }.joined()
      #expect(hexadecimal(sha256(Array(lines.utf8))) == expected.digest, "\(expected.name)")
    }
  }

  @Test("local times: the first pass of a repeated hour, none for a skipped one")
  func localTimes() throws {
    let london = try zone("Europe/London")
    let repeated = try #require(london.instant(of: try local("2026-10-25 01:30")))
    #expect(repeated.text == "2026-10-25T00:30:00Z")
    #expect(london.instant(of: try local("2026-03-29 01:30")) == nil)
    #expect(london.instant(of: try local("2026-03-29 02:00"))?.text == "2026-03-29T01:00:00Z")
    let lordHowe = try zone("Australia/Lord_Howe")
    #expect(lordHowe.instant(of: try local("2026-10-04 02:15")) == nil)
    #expect(lordHowe.instant(of: try local("2026-04-05 01:45"))?.text == "2026-04-04T14:45:00Z")
  }

  @Test("a local date begins where its first instant is, skipped days and midnights included")
  func firstInstants() throws {
    let apia = try zone("Pacific/Apia")
    // 30 December 2011 was left out: what follows the 29th is the 31st.
    let skipped = try #require(CalendarDate(year: 2011, month: 12, day: 30))
    let first = apia.firstInstant(of: skipped)
    #expect(first.text == "2011-12-30T10:00:00Z")
    #expect(apia.reading(at: first).date.text == "2011-12-31")
    // Clocks in Sao Paulo went from midnight to one o'clock on 4 November 2018.
    let saoPaulo = try zone("America/Sao_Paulo")
    let spring = try #require(CalendarDate(year: 2018, month: 11, day: 4))
    #expect(saoPaulo.firstInstant(of: spring).text == "2018-11-04T03:00:00Z")
    #expect(saoPaulo.reading(at: saoPaulo.firstInstant(of: spring)).secondOfDay == 3600)
    let london = try zone("Europe/London")
    let summer = try #require(CalendarDate(year: 2026, month: 7, day: 1))
    #expect(london.firstInstant(of: summer).text == "2026-06-30T23:00:00Z")
  }

  @Test("first instants and local times agree with readings", arguments: UInt64(0)..<40)
  func agreement(seed: UInt64) throws {
    var random = Seeded(seed)
    let chosen = random.pick(try ZoneCase.all())
    let rules = try #require(zoneRules(name: chosen.name, fileBytes: chosen.bytes))
    for _ in 0..<50 {
      let second = Int64.random(in: -2_208_988_800..<7_258_118_400, using: &random)
      let reading = rules.reading(at: Moment(seconds: second))
      let first = rules.firstInstant(of: reading.date)
      #expect(first.seconds <= second)
      #expect(rules.reading(at: first).date >= reading.date)
      #expect(rules.reading(at: Moment(seconds: first.seconds - 1)).date < reading.date)
      let back = try #require(rules.instant(of: reading))
      #expect(back.seconds <= second)
      #expect(rules.reading(at: back) == reading)
    }
  }

  @Test("hostile zone files are refused or read, never a trap", arguments: UInt64(0)..<60)
  func hostile(seed: UInt64) throws {
    var random = Seeded(seed)
    let chosen = random.pick(try ZoneCase.all()).bytes
    for _ in 0..<100 {
      var bytes = chosen
      for _ in 0...random.below(4) {
        let byte = UInt8.random(in: 0...255, using: &random)
        bytes[random.below(random.oneIn(2) ? bytes.count : 90)] = byte
      }
      if random.oneIn(3) { bytes.removeLast(random.below(bytes.count)) }
      guard let rules = zoneRules(name: "x", fileBytes: bytes) else { continue }
      for second in [Int64.min / 1_000_000, 0, 2_000_000_000, Int64.max / 1_000_000] {
        let reading = rules.reading(at: Moment(seconds: second))
        _ = rules.firstInstant(of: reading.date)
        _ = rules.instant(of: reading)
      }
    }
    #expect(zoneRules(name: "x", fileBytes: []) == nil)
    #expect(zoneRules(name: "x", fileBytes: Array("TZif2".utf8)) == nil)
  }
}
