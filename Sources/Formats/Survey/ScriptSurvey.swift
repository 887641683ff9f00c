import Model

/// JSON that a script or a page has in it.
enum ScriptSurvey {
  private static let looked = 64 << 10

  /// - Returns: nil where the file is no script that gives an array or an object to a variable.
  static func readings(path: String, name: String) throws -> [SurveyedReading]? {
    let start = try InputFile.prefix(path: path, name: name, count: looked)
    let text = String(decoding: start, as: UTF8.self)
    guard let variable = text.firstMatch(of: /(?m)^\s*(?:var|let|const)\s+([A-Za-z_$][\w$]*)\s*=\s*[\[{]/)?.1 else {
      return nil
    }
    return try readings(path: path, name: name, .variable(String(variable)))
  }

  static func readings(path: String, name: String, _ inside: JSONInside) throws -> [SurveyedReading] {
    let data = try ScriptData(path: path, name: name, inside, contentType: nil)
    return try withExtendedLifetime(data) {
      try JSONShapeSurvey.readings(path: data.path, name: name).map { found in
        var found = found
        found.reading.inside = inside
        return found
      }
    }
  }
}
