import CFaultyDisk
import Foundation
import LedgerSimulation
import Testing

@testable import LedgerSQLite
@testable import SQLite

extension FaultyDiskTests {
    @Test("Whichever write or sync of the migrations fails, old or new is there, and the next opening ends them")
    func migrations() throws {
        var places = 0
        for fault in [
            faulty_disk_fault_write, faulty_disk_fault_full, faulty_disk_fault_short_write, faulty_disk_fault_sync,
        ] {
            var number: Int64 = 1
            var fired = true
            while fired {
                fired = try migrates(failing: fault, number: number)
                places += fired ? 1 : 0
                number += Extent.isFull ? 1 : 1 + number / 2
            }
        }
        #expect(places > 20)
        if Extent.isFull { print("migrations: \(places) places to fail") }
    }

    /// Migrates with one fault and the power gone right then, and again from what is left.
    private func migrates(failing fault: faulty_disk_fault, number: Int64) throws -> Bool {
        let directory = try TemporaryDirectory()
        let (home, left) = (directory.file("faulty-disk-0"), directory.file("faulty-disk-left"))
        for path in [home, left] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        }
        faulty_disk_track(false)
        defer { faulty_disk_forget() }
        faulty_disk_arm(fault, number, true)
        #expect(throws: SQLiteError.self, "fault \(fault.rawValue) \(number)") {
            let connection = try Connection(path: home + "/test.db", access: .create, busyTimeoutMilliseconds: 1000)
            try Migrator(connection: connection).migrate(at: ManualClock.start)
            // Nothing was left to fail.
            if !faulty_disk_disarm() { throw SQLiteError(.misuse, "no fault") }
        }
        let fired = faulty_disk_disarm()
        #expect(faulty_disk_lose_power(left, UInt64(number)) == 0)
        faulty_disk_forget()
        let version = try migratesOn(home, "fault \(fault.rawValue) at \(number)")
        do {
            _ = try migratesOn(left, "fault \(fault.rawValue) at \(number), power lost")
        } catch let error as SQLiteError where error.code == .notADatabase {
            // Only where a sync failed while an empty file became a database: nothing was ever in it.
            #expect(fault == faulty_disk_fault_sync && version == 0, "fault \(fault.rawValue) at \(number)")
        }
        return fired
    }

    /// Looks at what is there, migrates to the end, and gives the version that was there.
    private func migratesOn(_ path: String, _ what: String) throws -> Int64 {
        let connection = try Connection(path: path + "/test.db", access: .create, busyTimeoutMilliseconds: 1000)
        let version = try connection.integer("PRAGMA user_version") ?? -1
        if version > 0 {
            // The rows of the table of migrations and the schema are those of one version.
            #expect(try connection.integer("SELECT max(version) FROM migration") == version, "\(what)")
            #expect(try connection.integer("SELECT count(*) FROM migration") == version, "\(what)")
        } else {
            #expect(try tables(connection).isEmpty, "\(what)")
        }
        try Migrator(connection: connection).migrate(at: ManualClock.start)
        let fresh = try Connection(path: "schema", access: .inMemory, busyTimeoutMilliseconds: 0)
        try Migrator(connection: fresh).migrateInMemory()
        #expect(try tables(connection) == tables(fresh), "\(what)")
        #expect(try connection.integer("PRAGMA user_version") == Int64(Migration.all.count), "\(what)")
        return version
    }

    private func tables(_ connection: Connection) throws -> [String] {
        try connection.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") { $0.text(0) }
    }
}
