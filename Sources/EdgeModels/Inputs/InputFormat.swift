/// What a file that is fed to a model can be.
public enum InputFormat: String, CaseIterable, Sendable {
    case numpy = "NumPy array"
    case numpyArchive = "NumPy archive"
    case idx = "IDX file"
    case torch = "PyTorch weights file"
    case safetensors = "safetensors file"
    case gguf = "GGUF file"
    case languageFolder = "language model's folder"
    case png = "PNG image"
    case jpeg = "JPEG image"
    case wave = "WAV sound"
}
