/// Reads a bill line by line.
struct BillReader: ~Copyable {
    private let path: String
    private var records: CSVRecordReader
    private let columns: BillColumns
    private let columnCount: Int

    init(path: String, teamTag: String?, limits: BillLimits) throws(BillError) {
        self.path = path
        var records = try CSVRecordReader(path: path, limits: limits)
        guard try records.next() else {
            throw BillError(path, "is empty; an export has a header at least")
        }
        if try records.text(0).hasPrefix("PAR1") {
            throw BillError(path, "is Parquet; export CSV, or convert it: duckdb -c \"COPY '…' TO 'bill.csv'\"")
        }
        columns = try BillColumns(records, teamTag: teamTag)
        columnCount = records.count
        self.records = records
    }

    /// An error on the present line.
    func fault(_ reason: String) -> BillError { records.fault(reason) }

    /// The next line; `nil` at the end.
    mutating func next() throws(BillError) -> BillLine? {
        guard try records.next() else { return nil }
        guard records.count == columnCount else {
            throw records.fault("there are \(records.count) columns, and the header has \(columnCount)")
        }
        return try columns.line(records)
    }
}
