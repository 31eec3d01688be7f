extension LintRule {
  /// The rules whose names begin with `voice-`, in the manual's order.
  static let voice: [LintRule] = [
    voiceNoStartDisclosure, voiceHandoverSilent, voiceRefusalNoNextStep, voiceTwoMessages,
    voiceUnsureApology, voiceReadingLevel, voicePromisesTime, voiceChannelWords,
  ]
}
