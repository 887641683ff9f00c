import Manifest
import Model
public enum Charts {
  public static func files(of tables: [(manifest: TableManifest, result: TableResult)]) throws -> (
    files: [ExportFile], missing: String?
  ) { ([], nil) }
  public static func description(_ m: TableManifest, _ r: TableResult) -> String { "" }
}
public enum DataPackage {
  public static func bytes(of tables: [(manifest: TableManifest, result: TableResult)]) -> [UInt8] { [] }
}
public enum DatasetteMetadata {
  public static func bytes(datasets: [DatasetManifest], tables: [TableManifest]) -> [UInt8] { [] }
}
