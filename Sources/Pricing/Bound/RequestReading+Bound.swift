import LosslessJSON

extension RequestReading {
    /// The betas of Claude that the request asks for, in the body, handed through by Converse, or in a header.
    var anthropicBetas: [String] {
        var betas: [String] = []
        for place in [body, body?.present("additionalModelRequestFields")] {
            guard let stated = place?.present("anthropic_beta") else { continue }
            betas += ([stated] + Array(stated.elements)).compactMap(\.string)
        }
        let header = headers?.header("anthropic-beta") ?? ""
        return betas + header.split(separator: ",").map { String($0.drop { $0 == " " }) }
    }

    /// The times to live of every cache point that the request may contain, wherever it stands, both for one that states
    /// another: so a form that is not known yet is bounded too.
    var possibleCacheTimesToLive: Set<CacheTimeToLive> {
        var found: Set<CacheTimeToLive> = []
        var pending = [body].compactMap(\.self)
        while let value = pending.popLast() {
            pending.append(contentsOf: value.elements)
            for (key, member) in value.members {
                pending.append(member)
                guard ["cachePoint", "cache_control"].contains(key), !member.isNull else { continue }
                guard let stated = member.present("ttl") else {
                    found.insert(.fiveMinutes)
                    continue
                }
                let timeToLive = stated.string.flatMap(CacheTimeToLive.init)
                found.formUnion(timeToLive.map { [$0] } ?? [.fiveMinutes, .oneHour])
            }
        }
        return found
    }

    /// The most queries that a reranker bills: one for each hundred documents begun, where one of more than 512 tokens
    /// with its query counts as several (AWS rerank guide, as of 2026-11). A query is taken to have 256 tokens at most,
    /// and a token one byte at least.
    func mostRerankQueries(_ measured: InputBound?) -> Int64 {
        let pieces = (measured?.size.textBytes ?? 0) / 256
        return max(1, (Int64(rerankedDocuments ?? 0).addingClamped(pieces).addingClamped(99)) / 100)
    }
}
