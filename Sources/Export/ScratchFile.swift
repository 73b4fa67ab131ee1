internal import Glibc

/// An empty file in `$TMPDIR` that goes away with its owner.
struct ScratchFile: ~Copyable {
  let path: String

  init() throws(ExportError) {
    var folder = "/tmp"
    if let value = unsafe getenv("TMPDIR") { folder = unsafe String(cString: value) }
    let created = try Output.createTemporary(in: folder, for: folder)
    close(created.descriptor)
    path = created.path
  }

  deinit {
    unsafe unlink(path)
  }
}
