// Laid out in Package.swift.
