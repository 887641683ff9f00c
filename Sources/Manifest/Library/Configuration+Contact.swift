extension Configuration {
  /// The contact in the configuration that comes with Soundings. It reaches nobody.
  static let shippedContact = "data-desk@example.org"

  /// What a person should know of the contact; nil if publishers can use it.
  package var contactWarning: String? {
    guard contact.isEmpty || contact == Self.shippedContact else { return nil }
    let what = contact.isEmpty ? "is not given" : "is still the example's, \(contact)"
    return
      "the contact \(what): a publisher who is troubled by these requests can reach nobody, and can only block them; set "
      + "'contact' in Config/soundings.yaml to an address that a person reads"
  }
}
