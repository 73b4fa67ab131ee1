internal import CZlib

/// What libxlsxwriter wrote of a sheet, cut in two where more rows belong.
struct SplicedSheet {
  let head: DeflatedBytes
  let tail: DeflatedBytes

  init(_ entry: WorkbookArchive.Entry, path: String) throws(ExportError) {
    let bytes = Self.inflated(Array(entry.bytes), count: Int(entry.sum.textCount))
    // What cannot be inflated comes out shorter than the archive's directory says.
    guard bytes.count == Int(entry.sum.textCount) else {
      throw .workbook(path: path, reason: "the sheet '\(entry.name)' cannot be inflated")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let end = "</sheetData>"
    // The filter's range knows the rows that the sheet's own extent does not.
    guard let start = Self.place(of: end, in: text),
      let extent = Self.value(behind: "<autoFilter ref=\"", in: text)
    else { throw .workbook(path: path, reason: "the sheet '\(entry.name)' has no rows") }
    var head = String(text[..<start])
    if let old = Self.value(behind: "<dimension ref=\"", in: head),
      let place = Self.place(of: "<dimension ref=\"" + old, in: head)
    {
      let first = head[..<place]
      let rest = head[place...].utf8.dropFirst("<dimension ref=\"".utf8.count + old.utf8.count)
      head = first + "<dimension ref=\"" + extent + String(Substring(rest))
    }
    self.head = DeflatedBytes(Array(head.utf8), isLast: false)
    tail = DeflatedBytes(Array(text[start...].utf8), isLast: true)
    try self.head.check(path: path)
    try tail.check(path: path)
  }

  private static func value(behind mark: String, in text: String) -> String? {
    place(of: mark, in: text).map { place in
      let rest = text[place...].utf8.dropFirst(mark.utf8.count)
      return String(Substring(rest.prefix { $0 != UInt8(ascii: "\"") }))
    }
  }

  private static func place(of mark: String, in text: String) -> String.Index? {
    var rest = text.utf8[...]
    let mark = mark.utf8
    while let index = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[index...]
      if rest.starts(with: mark) { return index }
      rest = rest.dropFirst()
    }
    return nil
  }

  private static func inflated(_ packed: [UInt8], count: Int) -> [UInt8] {
    var packed = packed
    return unsafe [UInt8](unsafeUninitializedCapacity: count) { output, used in
      var stream = unsafe z_stream()
      unsafe packed.withUnsafeMutableBufferPointer { input in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        // Minus fifteen: bare deflate data, without a header of zlib's.
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        let code = unsafe inflateInit2_(&stream, -15, ZLIB_VERSION, size)
        guard code == Z_OK else { return }
        // How far it came is told by the room that is left.
        _ = unsafe inflate(&stream, Z_FINISH)
        _ = unsafe inflateEnd(&stream)
      }
      used = unsafe output.count - Int(stream.avail_out)
    }
  }
}
