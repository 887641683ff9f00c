/// MediaWiki's names for picture pages, in the languages that are pasted into other wikis.
enum WikitextLinks {
  /// - Parameter space: the namespace in lower case.
  static func isPicture(_ space: String) -> Bool { pictures.contains(space) }

  private static let pictures: Set<String> = [
    "file", "image", "media", "archivo", "imagen", "fichier", "datei", "bild", "ficheiro", "arquivo", "imagem",
    "immagine", "bestand", "afbeelding", "plik", "grafika", "soubor", "fil", "tiedosto", "kuva", "fitxer", "imatge",
    "файл", "изображение", "зображення", "датотека", "слика", "αρχείο", "εικόνα", "dosya", "resim", "fișier",
    "fájl", "kép", "tập tin", "berkas", "ファイル", "画像", "文件", "檔案", "파일", "그림", "ملف", "صورة", "קובץ", "תמונה",
  ]
}
