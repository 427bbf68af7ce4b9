import AWSSigning

extension SigningVector {
    static let all = paths + queries + headers + bodies

    static let paths: [SigningVector] = [
        SigningVector(
            "a model id with an escaped colon", "POST", target: "/model/eu.amazon.nova-lite-v1%3A0/converse",
            headers: json,
            body: emptyConversation,
            path: "/model/eu.amazon.nova-lite-v1%253A0/converse",
            query: "",
            signature: "f9fd8cf22edc89f68e22613c8f182a7dd46f5881127a8cf4633a0ffef9cd4dc6"),
        SigningVector(
            "an ARN with escaped slashes", "POST",
            target: "/model/arn%3Aaws%3Abedrock%3Aeu-central-1%3A%3Aprompt%2Fab/invoke",
            headers: json,
            body: emptyConversation,
            path: "/model/arn%253Aaws%253Abedrock%253Aeu-central-1%253A%253Aprompt%252Fab/invoke",
            query: "",
            signature: "6bd14b7fc8fd57ffb50e07f95ce8e46df8da437e5b46b8d9c29b58ceb9e9d568"),
        SigningVector(
            "a colon that was not escaped", "POST", target: "/model/eu.amazon.nova-lite-v1:0/invoke",
            headers: json,
            body: emptyConversation,
            path: "/model/eu.amazon.nova-lite-v1%3A0/invoke",
            query: "",
            signature: "2d58ff582596ee727df77cb168df8ae39c9c82809b3b5f53582a8bc5087436e5"),
        SigningVector(
            "escapes of all kinds", "POST", target: "/model/a%20b%2Bc%25%2F%c3%a9~/converse",
            headers: json,
            body: emptyConversation,
            path: "/model/a%2520b%252Bc%2525%252F%25c3%25a9~/converse",
            query: "",
            signature: "fce157208c8b39a9f4b4df59713d5ee816acd16ca46cd6fee526d2868c46af2b"),
        SigningVector(
            "no path", "GET", target: "",
            headers: [host],
            path: "/",
            query: "",
            signature: "22509a254937824e32d966e243f7ffd31e0452fc81ca4f157a56684b8a965210"),
        SigningVector(
            "the root", "GET", target: "/",
            headers: [host],
            path: "/",
            query: "",
            signature: "22509a254937824e32d966e243f7ffd31e0452fc81ca4f157a56684b8a965210"),
        SigningVector(
            "nothing but dots and slashes", "GET", target: "//./..//.",
            headers: [host],
            path: "/",
            query: "",
            signature: "22509a254937824e32d966e243f7ffd31e0452fc81ca4f157a56684b8a965210"),
        SigningVector(
            "segments that take others away", "GET", target: "/../a/./b/../../c//d/./e",
            headers: [host],
            path: "/c/d/e",
            query: "",
            signature: "fff1024f1b20790c7c35c4e60c256f7c9e4ebe55404bea5e1cf99d45fb7415fd"),
        SigningVector(
            "a slash at the end", "GET", target: "/a//b/./",
            headers: [host],
            path: "/a/b/",
            query: "",
            signature: "9e9c7f111804b2341dd5c249eafc27161014feb7d8cb21628dd6e179d017c9a1"),
        SigningVector(
            "a dot at the end", "GET", target: "/a/b/.",
            headers: [host],
            path: "/a/b",
            query: "",
            signature: "327ef2bf8970b941b868202a54d0780414d02a74b6e1f416550cca76485c6839"),
        SigningVector(
            "dots within names", "GET", target: "/.a/b../...",
            headers: [host],
            path: "/.a/b../...",
            query: "",
            signature: "3996ee060ad711e0a3de0bed530b7ba22c5df87edf37d49844169d4f55f337f2"),
        SigningVector(
            "spaces and letters outside of ASCII in the path", "GET", target: "/ein Pfad/für ሴ",
            headers: [host],
            path: "/ein%20Pfad/f%C3%BCr%20%E1%88%B4",
            query: "",
            signature: "d373b735e496649829c96ce455e969c8c7dba3349d0f84fb24c1c3762dd11ed7"),
        SigningVector(
            "unreserved characters", "GET", target: "/-._~0129AZaz",
            headers: [host],
            path: "/-._~0129AZaz",
            query: "",
            signature: "d1d051391260be5402fbcec2dadd114a421cfd24afa5df27910b4e691b91eaba"),
        SigningVector(
            "reserved characters", "GET", target: "/!$&'()*+,;=:@[]{}|^`\"<>\\",
            headers: [host],
            path: "/%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A%40%5B%5D%7B%7D%7C%5E%60%22%3C%3E%5C",
            query: "",
            signature: "4551f8931f62e828bca4898eddc2c16f42f1049fb0b8974d16c3b28d4ffdb062"),
    ]

    static let queries: [SigningVector] = [
        SigningVector(
            "a query to be sorted by name and value", "GET", target: "/l?b=2&a=3&b=10&a=1&B=1&a-b=0&a%7Eb=0",
            headers: [host],
            path: "/l",
            query: "B=1&a=1&a=3&a-b=0&a~b=0&b=10&b=2",
            signature: "2a6254e91dcd8725c7640e2c63398c35c05343da9aa4c1c4143eff88c9ea7846"),
        SigningVector(
            "values that are empty or absent", "GET", target: "/l?zero&none=&=nameless&=&b",
            headers: [host],
            path: "/l",
            query: "=&=nameless&b=&none=&zero=",
            signature: "392ae27937cb954a4406ab7e1ab68c8b68a992ffe378e9ee22d380c9a03306b1"),
        SigningVector(
            "a query with escapes and what should have been escaped", "GET",
            target: "/l?n%2Fm=a%2Fb%20c%3D%3D&k=x=y&s=a b&p=1+2&ሴ=ü&q=?&u=-._~",
            headers: [host],
            path: "/l",
            query: "%E1%88%B4=%C3%BC&k=x%3Dy&n%2Fm=a%2Fb%20c%3D%3D&p=1%2B2&q=%3F&s=a%20b&u=-._~",
            signature: "5be4a591e4e5a7d8bc152bf3f4865ebee6459665e790d057c92c39704e34a317"),
        SigningVector(
            "a name of which another is the beginning", "GET", target: "/l?aa=1&a=2&a%21=3",
            headers: [host],
            path: "/l",
            query: "a=2&a%21=3&aa=1",
            signature: "5a3fc10199380ada7ea2253e5d6cc5dbe9537741a1a4055c6132be7c1e7c6857"),
    ]

    static let headers: [SigningVector] = [
        SigningVector(
            "names of headers in any case", "POST", target: "/m",
            headers: [("HOST", "h.example"), ("x-CUSTOM", "Value"), ("A-Header", "1")],
            body: emptyConversation,
            path: "/m",
            query: "",
            signature: "2a705e100a19509b65f2fd73966f49b8ac506aaae96ff58648e6d79f590f7dbd"),
        SigningVector(
            "values with white space", "POST", target: "/m",
            headers: [host, ("X-A", "  a   b\t\tc  "), ("X-B", "\"q   q\""), ("X-C", ""), ("X-D", "   ")],
            body: emptyConversation,
            path: "/m",
            query: "",
            signature: "6352855311b9036ee38725441326bed2e75a89a83135c019a25505f0f1b48fd9"),
        SigningVector(
            "a folded value", "POST", target: "/m",
            headers: [host, ("X-Folded", "one\r\n two\n\tthree")],
            body: emptyConversation,
            path: "/m",
            query: "",
            signature: "1c20ba3fdf74d34d2d78319db9d13f59a7c52d29ecf072db8a1d14c20f72ab28"),
        SigningVector(
            "headers that come more than once", "POST", target: "/m",
            headers: [host, ("X-Z", "9"), ("x-list", "b"), ("X-List", " a,c "), ("X-LIST", "a")],
            body: emptyConversation,
            path: "/m",
            query: "",
            signature: "d7bafbb73c87b091b19355ed77d3df8e39051d1ad13833f7b50e0f40cc7c8e1f"),
        SigningVector(
            "headers that are not signed", "POST", target: "/m",
            headers: json + [
                ("User-Agent", "x/1"), ("Expect", "100-continue"), ("X-Amzn-Trace-Id", "Root=1"),
                ("Connection", "close"),
            ],
            body: emptyConversation,
            path: "/m",
            query: "",
            signature: "8665aae054079a11ede4a402f811eb0035559fc3d50847953c43b7f5c464ca66"),
        SigningVector(
            "an old signature to be replaced", "POST", target: "/m",
            headers: json + [("X-Amz-Date", "20200101T000000Z"), ("Authorization", "old")],
            body: emptyConversation,
            path: "/m",
            query: "",
            signature: "8665aae054079a11ede4a402f811eb0035559fc3d50847953c43b7f5c464ca66"),
        SigningVector(
            "a host with a port", "POST", target: "/m",
            headers: [("Host", "127.0.0.1:8080")],
            body: emptyConversation,
            path: "/m",
            query: "",
            signature: "472f454eade074c5682b1d917cc4df78db818a52dc37d7b36efd90f93798ab89"),
    ]

    static let bodies: [SigningVector] = [
        SigningVector(
            "a session token", "POST", target: "/m",
            headers: json,
            body: emptyConversation,
            sessionToken: "FwoGZXIvYXdzEBYaD+/==",
            path: "/m",
            query: "",
            signature: "e6b2cef1b6b26321167b8a3b6f26286a7469abfd1b57436035b6a0d402fddd6b"),
        SigningVector(
            "a hash in a header", "POST", target: "/m",
            headers: json,
            body: emptyConversation,
            bodySigning: .hashWithHeader,
            path: "/m",
            query: "",
            signature: "62c5807a9396cb0ffcaf7b57235d00b26c6b58928193fcb097200334bd6a8008"),
        SigningVector(
            "a body that is not signed", "POST", target: "/m",
            headers: json,
            body: emptyConversation,
            bodySigning: .unsigned,
            path: "/m",
            query: "",
            signature: "26c8da902a543478cadb902f2c5174737cbd0449f9b3cfa304fd61fd9a0a2584"),
        SigningVector(
            "a body outside of ASCII", "POST", target: "/m",
            headers: json,
            body: "{\"text\":\"grün ✓\"}",
            path: "/m",
            query: "",
            signature: "94546741bab8d74326c41c6552092aecd5f0fb3439d2fa62f4ba4149d5d7a17f"),
    ]
}
