import EdgeRecords

extension Example {
    static func engines() -> EngineList {
        var engine = EngineList.Engine(.onnxruntime, isBuiltIn: false, precisions: [.fp32, .int8])
        engine.library = "/opt/onnxruntime/lib/libonnxruntime.so.1.31.1"
        engine.libraryHash = "sha256:" + SHA256.hex(of: "library".utf8)
        engine.version = "1.31.1"
        engine.reason = "it was opened and crashed"
        engine.package = "onnxruntime==1.31.1"
        engine.formats = [.onnx, .tflite]
        engine.lookedIn = [
            .init(kind: "the loader", path: "libonnxruntime.so", found: []),
            .init(
                kind: "system folder", path: "/opt/onnxruntime/lib",
                found: ["/opt/onnxruntime/lib/libonnxruntime.so.1.31.1"]),
        ]
        engine.knownBad = [KnownFault(what: "fp16 is slow", remedy: "use int8")]
        var own = EngineRoute.own
        (own.isOffered, own.isUsable) = (true, true)
        engine.routes = [own, EngineRoute("cuda", .gpu, reason: "this library was built without it")]
        return EngineList(engines: [engine])
    }

    static func engineCheck() -> EngineCheck {
        var right = EngineCheck.Check(variant: "ds-cnn/fp32", outcome: .ok)
        right.cosine = 0.99999
        right.relativeError = 0.00002
        right.largestDifference = 0.000031
        let wrong = EngineCheck.Check(variant: "ds-cnn/int8", outcome: .wrongAnswer, reason: "its outputs are off")
        return EngineCheck(engine: .onnxruntime, version: "1.31.1", checks: [right, wrong])
    }
}
