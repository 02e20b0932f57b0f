import EdgeModels
import EdgeRecords

/// Bytes as they are, or as changes to a file like OpenVINO's: a byte of it for each
/// three, the place and what stands there.
func fuzzIR(_ bytes: [UInt8], asChanges: Bool) {
    var limits = IRReader.Limits()
    (limits.layers, limits.numbers) = (100, 1000)
    var file = asChanges ? seed : bytes
    if asChanges {
        for change in stride(from: 0, to: bytes.count - 2, by: 3) {
            file[(Int(bytes[change]) << 8 | Int(bytes[change + 1])) % file.count] = bytes[change + 2]
        }
    }
    do throws(IRError) {
        let read = try IRReader.file(of: file, limits: limits)
        var model = Model(name: "file", task: .unknown, labels: nil, weights: .user)
        model.take(read, hash: nil, modelBytes: file.count)
        precondition(!model.variants.isEmpty && read.parameters >= 0 && read.weightBytes >= 0)
    } catch {
        precondition(!error.what.isEmpty && !error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
}

private let seed = Array(
    """
    <?xml version="1.0"?>
    <net name="seed" version="11"><layers>
    <layer id="0" name="x" type="Parameter"><data shape="1,?" element_type="f32"/>
    <output><port id="0" precision="FP32" names="x,y"><dim>1</dim><dim>-1</dim></port></output></layer>
    <layer id="1" name="w&amp;" type="Const"><data element_type="i8" shape="4, 2" offset="0" size="8"/>
    <output><port id="0" precision="I8"><dim>4</dim><dim>2</dim></port></output></layer>
    <layer id="2" name="r/sink_port_0" type="Result" output_names="z"><input><port id="0" precision="FP32"/></input></layer>
    </layers><edges><edge from-layer="0" from-port="0" to-layer="2" to-port="0"/></edges></net>
    """.utf8)
