import Manifest
import Model
public enum Charts {
  public static func files(of tables: [(manifest: TableManifest, result: TableResult)]) throws -> (
    files: [ExportFile], missing: String?
  ) { ([], nil) }
  public static func description(_ m: TableManifest, _ r: TableResult) -> String { "" }
}
