import HandrailEngine
import HandrailTestSupport
import Testing

@Suite struct ValueTextTests {
  @Test(
    "reads RFC 3339 to the microsecond",
    arguments: [
      ("2026-03-02T10:15:00Z", "2026-03-02T10:15:00Z"),
      ("2026-03-02t10:15:00z", "2026-03-02T10:15:00Z"),
      ("2026-03-02T10:15:00.5+01:00", "2026-03-02T09:15:00.5Z"),
      ("2026-03-02T10:15:00.1234567899-05:30", "2026-03-02T15:45:00.123456Z"),
      ("1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.25Z"),
      ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
      ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
      ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
      ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
      ("2017-01-01T00:59:60.5+01:00", "2017-01-01T00:00:00.5Z"),
    ])
  func moments(text: String, expected: String) {
    #expect(Moment(text.utf8)?.text == expected)
  }

  @Test(
    "refuses what is no moment",
    arguments: [
      "", "2026-03-02", "2026-03-02T10:15:00", "2026-03-02 10:15:00Z", "2026-03-02T10:15Z",
      "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
      "2026-01-00T00:00:00Z", "2026-03-02T24:00:00Z", "2026-03-02T10:60:00Z",
      "2026-03-02T10:15:60Z", "2026-03-31T23:59:60Z", "2026-03-02T10:15:61Z",
      "2026-03-02T10:15:00.Z", "2026-03-02T10:15:00+24:00", "2026-03-02T10:15:00+01:60",
      "2026-03-02T10:15:00+0100", "2026-03-02T10:15:00Z ", " 2026-03-02T10:15:00Z",
      "10000-01-01T00:00:00Z", "-001-01-01T00:00:00Z", "0000-01-01T00:00:00+00:01",
      "9999-12-31T23:59:59-00:01", "２０26-03-02T10:15:00Z",
    ])
  func noMoments(text: String) {
    #expect(Moment(text.utf8) == nil)
  }

  @Test("dates and their days agree over 10,000 years")
  func dates() throws {
    var expected = try #require(CalendarDate(year: 0, month: 1, day: 1)).daysSince1970
    #expect(expected == -719_528)
    for year in 0...9999 {
      for month in 1...12 {
        let count = CalendarDate.dayCount(ofMonth: month, year: year)
        for day in [1, count] {
          let date = try #require(CalendarDate(year: year, month: month, day: day))
          #expect(date.daysSince1970 == expected + Int32(day) - 1)
          #expect(date.parts == (year, month, day))
        }
        #expect(CalendarDate(year: year, month: month, day: count + 1) == nil)
        expected += Int32(count)
      }
    }
  }

  @Test("the ends of 64 bits can be written")
  func extremes() {
    #expect(Moment(microseconds: .max).text == "294247-01-10T04:00:54.775807Z")
    #expect(Moment(microseconds: .min).text == "-290308-12-21T19:59:05.224192Z")
    #expect(Moment(seconds: .max).microseconds == .max)
    #expect(scaledText(.min, decimals: 9) == "-9223372036.854775808")
    #expect(spelledDuration(.min, decimals: 0).hasPrefix("-106751991167300 days"))
  }

  @Test(
    "reads numbers exactly",
    arguments: [
      ("0", 9, ScaledNumber.exact(0)), ("-0", 0, .exact(0)),
      ("0e999999999999999999999", 2, .exact(0)),
      ("0.7", 9, .exact(700_000_000)), ("7e-1", 1, .exact(7)), ("70E-2", 1, .exact(7)),
      ("1.0", 0, .exact(1)), ("1E2", 0, .exact(100)), ("12.50", 1, .exact(125)),
      ("9007199254740993", 0, .exact(9_007_199_254_740_993)),
      ("9223372036854775807", 0, .exact(.max)), ("-9223372036854775808", 0, .exact(.min)),
      ("9223372036854775808", 0, .tooLarge), ("1e400", 2, .tooLarge), ("-1e19", 0, .tooLarge),
      ("1e99999999999999999999999", 0, .tooLarge), ("0.001", 2, .tooManyDecimals),
      ("1e-400", 9, .tooManyDecimals), ("1e-99999999999999999999", 9, .tooManyDecimals),
      ("0.3000000000000000000000000000001", 9, .tooManyDecimals),
      ("0.30000000000000000000000000000", 9, .exact(300_000_000)),
      ("", 0, .notANumber), ("-", 0, .notANumber), ("+1", 0, .notANumber), ("01", 0, .notANumber),
      (".5", 1, .notANumber), ("5.", 1, .notANumber), ("1e", 0, .notANumber),
      ("1 ", 0, .notANumber), ("0x10", 0, .notANumber), ("NaN", 0, .notANumber),
      ("1_000", 0, .notANumber), ("1,5", 0, .notANumber),
    ])
  func numbers(text: String, decimals: Int, expected: ScaledNumber) {
    #expect(scaledNumber(text.utf8, decimals: decimals) == expected)
  }

  @Test("numbers read back as written", arguments: UInt64(0)..<50)
  func roundTrip(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<100 {
      let value = Int64(bitPattern: random.next()) >> Int64(random.below(64))
      let decimals = random.below(19)
      let text = scaledText(value, decimals: decimals)
      #expect(scaledNumber(text.utf8, decimals: decimals) == .exact(value), "\(text)")
      #expect(Decimal(text.utf8)?.scaled(to: decimals) == value, "\(text)")
    }
  }

  @Test("values in words")
  func words() {
    var money = Domain(.money)
    money.currency = "GBP"
    money.decimals = 2
    #expect(spelled(4000, money, texts: []) == "GBP 40.00")
    #expect(spelled(-5, money, texts: []) == "GBP -0.05")
    #expect(spelled(700_000_000, Domain(.score), texts: []) == "0.7")
    #expect(spelled(1, Domain(.yesNo), texts: []) == "yes")
    var list = Domain(.setOf)
    list.words = [ListWord("bereavement"), ListWord("hardship"), ListWord("scam_worry")]
    #expect(spelled(5, list, texts: []) == "bereavement, scam_worry")
    #expect(spelled(0, list, texts: []) == "nothing")
    list.kind = .oneOf
    #expect(spelled(1, list, texts: []) == "hardship")
    #expect(spelled(9, list, texts: []) == "")
    #expect(spelled(0, Domain(.moment), texts: []) == "1970-01-01T00:00:00Z")
    #expect(spelled(1, Domain(.reference), texts: ["a", "b"]) == "b")
    #expect(spelled(-1, Domain(.text), texts: ["a"]) == "")
  }

  @Test(
    "durations in words",
    arguments: [
      (0, "0 seconds"), (1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (90, "90 seconds"),
      (1800, "30 minutes"), (5400, "90 minutes"), (3600, "1 hour"), (86_400, "1 day"),
      (172_800, "2 days"), (129_600, "36 hours"), (7500, "2 hours 5 minutes"),
      (3661, "1 hour 1 minute 1 second"), (-7500, "-2 hours 5 minutes"),
    ])
  func durations(seconds: Int64, expected: String) {
    #expect(spelledDuration(seconds, decimals: 0) == expected)
  }

  @Test("currencies have the decimals of ISO 4217")
  func currencies() {
    #expect(minorDigits(ofCurrency: "GBP") == 2)
    #expect(minorDigits(ofCurrency: "JPY") == 0)
    #expect(minorDigits(ofCurrency: "KWD") == 3)
    #expect(minorDigits(ofCurrency: "CLF") == 4)
    // XXX and XAU are codes of ISO 4217 that stand for no currency, and for gold.
    for none in ["", "GB", "gbp", "GBPX", "BP ", "XXX", "XAU", " AE"] {
      #expect(minorDigits(ofCurrency: none) == nil, "\(none)")
    }
  }

  @Test("NIST's vectors of SHA-256")
  func digests() {
    func digest(_ text: String) -> String { hexadecimal(sha256(Array(text.utf8))) }
    #expect(digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      digest(String(repeating: "a", count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    // Lengths about the ends of a block, by another implementation.
    #expect(
      digest(String(repeating: "x", count: 55))
        == "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072")
    #expect(
      digest(String(repeating: "x", count: 56))
        == "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e")
    #expect(
      digest(String(repeating: "x", count: 64))
        == "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c")
    // Every length about the ends of the first blocks, by another implementation.
    let all = (0..<200).flatMap { count in
      sha256((0..<count).map { UInt8(truncatingIfNeeded: $0 % 251) })
    }
    #expect(
      hexadecimal(sha256(all))
        == "ba7b0fcea7d10c06b855b43d2b4dce1e3e842fff6be0acefb0faf4f2dd05bb47")
  }
}
