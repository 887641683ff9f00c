/// The names of months and weekdays in English and Spanish, as publishers write them in dates. No name means two months.
enum MonthNames {
  private static let spanish = [
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
  ]

  private static let numbers: [String: Int] = {
    var numbers = Months.written
    for (i, name) in spanish.enumerated() {
      numbers[name] = i + 1
      numbers[String(name.prefix(3))] = i + 1
    }
    numbers["setiembre"] = 9
    numbers["sept"] = 9
    numbers["set"] = 9
    return numbers
  }()

  /// In any case, and with a point after a short form; nil for any other text.
  static func number(_ name: some StringProtocol) -> Int? {
    numbers[(name.hasSuffix(".") ? String(name.dropLast()) : String(name)).lowercased()]
  }

  /// From 0, Monday; full names and their first three letters.
  private static let weekdays: [String: Int] = {
    let spanish = [
      ["lunes"], ["martes"], ["miércoles", "miercoles"], ["jueves"], ["viernes"], ["sábado", "sabado"], ["domingo"],
    ]
    var numbers: [String: Int] = [:]
    for (i, forms) in spanish.enumerated() {
      for form in forms + [Weekdays.names[i]] {
        numbers[form] = i
        numbers[String(form.prefix(3))] = i
      }
    }
    return numbers
  }()

  static func weekday(_ name: some StringProtocol) -> Int? {
    weekdays[(name.hasSuffix(".") ? String(name.dropLast()) : String(name)).lowercased()]
  }
}
