public import EdgePlatform
public import EdgeRecords

/// Why labelled data could not be used.
public enum LabelledDataError: ExplainedError {
    case file(FileTreeError)
    case input(InputError)
    /// Nothing in it is a sample.
    case empty(String)
    /// Neither a folder nor a file of a known ending.
    case unknownForm(String)
    case noLabels(beside: String, expected: String)
    case noArray(String, name: String)
    case counts(String, samples: Int, labels: Int)
    case badLabels(String, why: String)
    case badSamples(String, type: ElementType)
    case badLine(file: String, line: Int, why: String)
    case unknownClass(String, place: String, known: [String])

    public var what: String {
        switch self {
        case .file(let error): error.what
        case .input(let error): error.what
        case .unknownClass(let name, _, _): "there is no class called \(name)"
        default: "the labelled data could not be used"
        }
    }

    public var `where`: String {
        switch self {
        case .file(let error): error.where
        case .input(let error): error.where
        case .empty(let place), .unknownForm(let place), .noLabels(let place, _), .noArray(let place, _),
            .counts(let place, _, _), .badLabels(let place, _), .badSamples(let place, _):
            place
        case .badLine(let file, let line, _): "\(file), line \(line)"
        case .unknownClass(_, let place, _): place
        }
    }

    public var why: String {
        switch self {
        case .file(let error): error.why
        case .input(let error): error.why
        case .empty: "it holds no sample"
        case .unknownForm: "it is neither a folder nor a .csv, .npz or IDX file"
        case .noLabels(_, let expected): "the labels are missing: \(expected) is not there"
        case .noArray(_, let name): "it holds no array called \(name)"
        case .counts(_, let samples, let labels): "it has \(samples) samples and \(labels) labels"
        case .badLabels(_, let why): "labels count from 0: " + why
        case .badSamples(_, let type): "samples of the type \(type.rawValue) are neither pictures nor a model's input"
        case .badLine(_, _, let why): why
        case .unknownClass(_, _, let known): "the classes are \(known.prefix(20).joined(separator: ", "))"
        }
    }

    public var remedy: String {
        switch self {
        case .file(let error): error.remedy
        case .input(let error): error.remedy
        case .empty:
            "put the .png, .jpg or .npy files of each class into a folder of its own, named as the class or its number"
        case .unknownForm:
            "give a folder with a folder for each class, a .csv of file,label, an .npz with x and y, or an IDX pair"
        case .noLabels(_, let expected): "put \(expected) beside it"
        case .noArray: "save both: numpy.savez(file, x=samples, y=labels)"
        case .counts: "save as many labels as samples"
        case .badLabels: "give whole numbers from 0, in the order of the model's outputs"
        case .badSamples: "save pictures as uint8, N x height x width (x 3), and other inputs as float32"
        case .badLine: "write a file and its label in each line: cats/1.jpg,0"
        case .unknownClass: "name one of these, or give all names in the order of the outputs with --classes"
        }
    }
}
