internal import HandrailEngine
internal import HandrailLint
internal import HandrailSource
internal import HandrailYAML

extension TeamSettings {
  /// Takes in a whole `handrail.yaml`.
  mutating func read(_ document: SettingsDocument) throws(DocumentFault) {
    for (_, lint) in try document.values(of: document.root, keys: ["lint"]) {
      let keys = ["set", "levels", "settings", "files", "baseline"]
      for (key, value) in try document.values(of: lint, keys: keys) {
        switch key {
        case "set": _ = pick(set: try document.word(value, of: Self.setNames))
        case "levels": try readLevels(value, document)
        case "settings": try readSettings(value, document)
        case "files": try readFiles(value, document)
        case _: baseline = try document.text(value)
        }
      }
    }
  }

  private mutating func readLevels(
    _ node: YAMLNodeID, _ document: SettingsDocument
  ) throws(DocumentFault) {
    let names = LintRule.all.map(\.name)
    for entry in try document.entries(of: node, "rule") {
      guard let rule = LintRule.all.first(where: { $0.name == entry.key }) else {
        throw document.fault(
          entry.place, "there is no rule called `\(entry.key)`",
          fix: document.suggestion(for: entry.key, among: names))
      }
      let word = try document.word(entry.value, of: ["note", "hold", "off"])
      let level: Severity? = word == "off" ? nil : word == "note" ? .note : .hold
      if rule.set == .core, level.map({ $0 < rule.severity }) ?? true {
        throw document.fault(
          entry.value, "`\(rule.name)` is a core rule: its level may be raised, never lowered",
          fix: "where it must not count, write `# allow \(rule.name) until DATE: reason` there")
      }
      orders.levels[rule.name] = .some(level)
    }
  }

  private mutating func readSettings(
    _ node: YAMLNodeID, _ document: SettingsDocument
  ) throws(DocumentFault) {
    let keys = ["free_amounts", "reading_level", "message_length", "channels"]
    for (key, value) in try document.values(of: node, keys: keys) {
      switch key {
      case "free_amounts":
        for item in try document.items(of: value, "amount") { try readAmount(item, document) }
      case "reading_level":
        orders.surroundings.readingLevel = Int(try document.number(value, most: 20))
      case "message_length":
        orders.surroundings.messageLength = Int(try document.number(value, most: 10_000))
      case _:
        orders.surroundings.channels = []
        for item in try document.items(of: value, "channel") {
          orders.surroundings.channels.append(try document.text(item))
        }
      }
    }
  }

  private mutating func readAmount(
    _ node: YAMLNodeID, _ document: SettingsDocument
  ) throws(DocumentFault) {
    let text = try document.text(node)
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 2, let digits = minorDigits(ofCurrency: parts[0]),
      let amount = Decimal(parts[1].utf8), amount.mantissa >= 0,
      amount.scaled(to: digits) != nil
    else {
      throw document.fault(
        node, "`\(text)` is no amount of money", fix: "write it such as `GBP 50`")
    }
    guard orders.surroundings.freeAmounts.updateValue(amount, forKey: parts[0]) == nil else {
      throw document.fault(
        node, "there is an amount in \(parts[0]) already", fix: "keep one for each currency")
    }
  }

  private mutating func readFiles(
    _ node: YAMLNodeID, _ document: SettingsDocument
  ) throws(DocumentFault) {
    for (key, value) in try document.values(of: node, keys: OutsideFile.allCases.map(\.rawValue)) {
      guard let file = OutsideFile(rawValue: key) else { continue }
      files[file] = try document.text(value)
    }
  }

  /// Chat statistics: nine in ten chats last at most so long.
  mutating func readChats(_ document: SettingsDocument) throws(DocumentFault) {
    for (_, chats) in try document.values(of: document.root, keys: ["nine_in_ten_chats"]) {
      for (key, value) in try document.values(of: chats, keys: ["turns", "minutes"]) {
        if key == "turns" {
          orders.surroundings.chatTurns = Int(try document.number(value, most: 10_000))
        } else {
          orders.surroundings.chatSeconds = try document.number(value, most: 100_000) * 60
        }
      }
    }
  }
}

extension SettingsDocument {
  /// What was published last of each policy.
  func publishedVersions() throws(DocumentFault) -> [PublishedVersion] {
    var versions: [PublishedVersion] = []
    for (_, list) in try values(of: root, keys: ["published"]) {
      for item in try items(of: list, "policy") {
        let version = try publishedVersion(item)
        guard !versions.contains(where: { $0.name == version.name }) else {
          throw fault(
            item, "`\(version.name ?? "")` stands here twice", fix: "keep what was published last")
        }
        versions.append(version)
      }
    }
    return versions
  }

  private func publishedVersion(_ node: YAMLNodeID) throws(DocumentFault) -> PublishedVersion {
    var name: String?
    var version: Int64?
    var digest: String?
    var file: String?
    var approved: String?
    let keys = ["policy", "version", "digest", "file", "approved"]
    for (key, value) in try values(of: node, keys: keys) {
      switch key {
      case "policy": name = try text(value)
      case "version": version = try number(value, most: .max)
      case "file": file = try text(value)
      case "approved": approved = try self.digest(value)
      case _: digest = try self.digest(value)
      }
    }
    guard let name, let version, let digest else {
      throw fault(
        node, "something is missing here", fix: "give `policy`, `version` and `digest`")
    }
    var published = PublishedVersion(name: name, version: version, digest: digest)
    (published.file, published.approved) = (file, approved)
    return published
  }

  private func digest(_ node: YAMLNodeID) throws(DocumentFault) -> String {
    let digest = try text(node)
    guard digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit) else {
      throw fault(
        node, "a digest has 64 hexadecimal digits", fix: "copy it from a decision's `policy`")
    }
    return digest.lowercased()
  }
}
