import Model

/// The files of a proof as its page carries them: what those of a dataset have in common is stated once.
struct StoredFiles: Codable {
  /// What the files of a dataset have in common.
  struct About: Codable, Hashable {
    var dataset: String
    var title: String
    var publisher: String
    var license: String
    var licenseAddress: String?
    var attribution: String
    var homepage: String?
    var fields: [String]

    init(_ file: Proof.File) {
      dataset = file.dataset
      title = file.title
      publisher = file.publisher
      license = file.license
      licenseAddress = file.licenseAddress
      attribution = file.attribution
      homepage = file.homepage
      fields = file.fields
    }
  }

  struct File: Codable {
    /// The place in ``StoredFiles/about``.
    var about: Int
    var path: String
    /// Nil where the path names it.
    var sha256: String?
    var bytes: Int
    var edition: String?
    var published: String?
    var fetched: String?
    var origin: EditionOrigin
    /// Nil where they are those of the originals.
    var addresses: [String]?
    var restriction: String?
    var originals: [Proof.Original]
    var marks: [String]?

    init(_ file: Proof.File, about: Int) {
      self.about = about
      path = file.path
      sha256 = Self.sha256(named: file.path) == file.sha256 ? nil : file.sha256
      bytes = file.bytes
      edition = file.edition
      published = file.published
      fetched = file.fetched
      origin = file.origin
      addresses = file.addresses == file.originals.map(\.address) ? nil : file.addresses
      restriction = file.restriction
      originals = file.originals
      marks = file.marks
    }

    /// The name in a path, without its ending.
    static func sha256(named path: String) -> String {
      String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...].prefix { $0 != "." })
    }
  }

  var about: [About]
  var files: [File]

  init(_ files: [Proof.File]) {
    var about = Pool<About>()
    self.files = files.map { File($0, about: about.place(of: About($0))) }
    self.about = about.items
  }

  /// Nil where a place leads nowhere.
  var whole: [Proof.File]? {
    let whole = files.compactMap { file -> Proof.File? in
      guard about.indices.contains(file.about) else { return nil }
      let about = about[file.about]
      return Proof.File(
        path: file.path, sha256: file.sha256 ?? File.sha256(named: file.path), bytes: file.bytes,
        dataset: about.dataset, title: about.title, publisher: about.publisher, edition: file.edition,
        published: file.published, fetched: file.fetched, origin: file.origin,
        addresses: file.addresses ?? file.originals.map(\.address), restriction: file.restriction,
        originals: file.originals, marks: file.marks, license: about.license, licenseAddress: about.licenseAddress,
        attribution: about.attribution, homepage: about.homepage, fields: about.fields)
    }
    return whole.count == files.count ? whole : nil
  }
}
