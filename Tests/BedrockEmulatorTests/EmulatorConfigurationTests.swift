import BedrockEmulator
import Testing

@Suite("The emulator's configuration")
struct EmulatorConfigurationTests {
    @Test("listens on loopback and takes a free port unless told otherwise")
    func defaults() {
        #expect(EmulatorConfiguration().host == "127.0.0.1")
        #expect(EmulatorConfiguration().port == 0)
    }
}
