/// Every code that checking can give, beyond those of reading a file.
package let modelCodes: [String] = [
  "PL0201", "PL0202", "PL0203", "PL0204", "PL0205", "PL0206", "PL0207", "PL0208", "PL0209",
  "PL0210", "PL0211", "PL0212", "PL0213", "PL0214", "PL0215", "PL0216", "PL0217",
  "PL0301", "PL0302", "PL0303", "PL0304", "PL0305", "PL0306", "PL0307", "PL0308", "PL0309",
  "PL0310", "PL0311", "PL0312", "PL0313", "PL0314", "PL0315", "PL0316", "PL0317", "PL0318",
  "PL0319", "PL0320", "PL0321", "PL0322",
  "PL0401", "PL0402", "PL0410", "PL0412", "PL0413", "PL0414", "PL0415", "PL0416",
  "PL0501", "PL0502", "PL0503", "PL0504", "PL0505", "PL0506", "PL0507", "PL0508", "PL0509",
  "PL0510", "PL0511",
  "PL0601", "PL0602", "PL0603", "PL0604", "PL0605", "PL0606", "PL0607", "PL0609", "PL0610",
  "PL0612", "PL0613", "PL0614", "PL0615", "PL0616",
  "PL0701", "PL0702", "PL0703", "PL0704", "PL0705", "PL0706", "PL0707", "PL0806",
]

/// Every code that reading and checking a policy can give.
package let allCodes: [String] =
  (1...27).map { "PL01" + ($0 < 10 ? "0" : "") + String($0) } + modelCodes
