/// How many decimals the amounts of a currency have, by ISO 4217; `nil`: no code in use.
///
/// Codes without minor units of their own (gold, test codes and the like) are not money here.
package func minorDigits(ofCurrency code: String) -> Int? {
  let letters = Array(code.utf8)
  guard letters.count == 3 else { return nil }
  if isListed(letters, in: twoDigitCodes) { return 2 }
  if isListed(letters, in: wholeCodes) { return 0 }
  if isListed(letters, in: threeDigitCodes) { return 3 }
  return isListed(letters, in: fourDigitCodes) ? 4 : nil
}

/// The lists are codes of three letters with one space between.
private func isListed(_ letters: [UInt8], in list: String) -> Bool {
  let bytes = Array(list.utf8)
  var start = 0
  while start + 3 <= bytes.count {
    if bytes[start] == letters[0], bytes[start + 1] == letters[1], bytes[start + 2] == letters[2] {
      return true
    }
    start += 4
  }
  return false
}

private let wholeCodes: String =
  "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"

private let threeDigitCodes: String = "BHD IQD JOD KWD LYD OMR TND"

private let fourDigitCodes: String = "CLF UYW"

private let twoDigitCodes: String =
  """
  AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD \
  CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL \
  GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR \
  LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD \
  PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC \
  SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW \
  ZWG
  """
