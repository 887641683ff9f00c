import CXlsxWriter

/// How a cell looks.
enum XlsxStyle: Hashable {
  case header
  /// A number with commas between thousands and as many decimals.
  case number(decimals: Int)
  /// Digits only: a year.
  case plainNumber
  /// A number as Excel would show it by itself.
  case general
  case date
  case month
  case boolean
  case text
  case wrapped
  case strong
  /// The name of a table above it.
  case title
  /// What stands above a header: sources, units.
  case quiet
  case link

  /// Texts have Excel's text format: someone who edits such a cell does not turn "=1+1" into a formula.
  private var numberFormat: String? {
    switch self {
    case .number(let decimals): "#,##0" + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : "")
    case .plainNumber: "0"
    case .date: "yyyy-mm-dd"
    case .month: "yyyy-mm"
    // Excel needs no format for these; LibreOffice would show 1 and 0.
    case .boolean: "\"TRUE\";\"TRUE\";\"FALSE\""
    case .text, .wrapped, .strong, .title, .quiet, .header: "@"
    case .general, .link: nil
    }
  }

  func apply(to format: UnsafeMutablePointer<lxw_format>) {
    if let numberFormat { format_set_num_format(format, numberFormat) }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    switch self {
    case .header:
      format_set_bold(format)
      format_set_bg_color(format, 0xE7ECF1)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    case .strong:
      format_set_bold(format)
      format_set_text_wrap(format)
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 14)
    case .quiet: format_set_font_color(format, 0x595959)
    case .wrapped: format_set_text_wrap(format)
    case .link:
      format_set_text_wrap(format)
      format_set_font_color(format, 0x0B5394)
      format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
    case .date, .month: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .number, .plainNumber, .general, .boolean, .text: break
    }
    switch self {
    case .number, .plainNumber, .general, .boolean: break
    // Away from the number in the column before.
    default: format_set_indent(format, 1)
    }
  }
}
