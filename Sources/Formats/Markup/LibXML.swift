import CXML
import Model

/// libxml2, which is loaded where a workbook or a page is read.
enum LibXML {
  /// What must come before all else.
  ///
  /// - Throws: ``Problem`` where it is not installed.
  static func load() throws {
    if let trouble = soundings_xml_trouble() {
      throw Problem(
        at: "libxml2", "cannot be loaded: \(String(cString: trouble))", remedy: "install it: apt-get install libxml2")
    }
    soundings_xml_start()
  }
}
