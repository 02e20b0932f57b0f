"""Called by validate-records, which finds the Python that has jsonschema."""
import copy
import json
import pathlib
import re
import sys

import jsonschema
import referencing

SCHEMAS = pathlib.Path(__file__).resolve().parent.parent / "schemas"
# Keys that hold whatever a model needs, or names that its file gives.
FREE_FORM = {"preprocessing", "sizes"}


def load_schemas() -> tuple[dict, referencing.Registry]:
    schemas = {path.name: json.loads(path.read_text()) for path in sorted(SCHEMAS.glob("*.schema.json"))}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    resources = [(name, referencing.Resource.from_contents(schema)) for name, schema in schemas.items()]
    return schemas, referencing.Registry().with_resources(resources)


def no_constant(word: str):
    raise ValueError(f"{word} is no JSON")


class Checker:
    def __init__(self) -> None:
        self.schemas, self.registry = load_schemas()

    def faults(self, path: str, record) -> list[str]:
        named = record.get("schema") if isinstance(record, dict) else None
        match = re.fullmatch(r"edgeplan\.([a-z]+)/([0-9]+)", named) if isinstance(named, str) else None
        file = f"{match[1]}.schema.json" if match else None
        if file not in self.schemas:
            return [f"{path}: no schema is known for {named!r}"]
        # By reference, or a schema would look for its neighbours from nowhere.
        validator = jsonschema.Draft202012Validator({"$ref": file}, registry=self.registry)
        errors = sorted(validator.iter_errors(record), key=lambda e: [str(step) for step in e.absolute_path])
        return [f"{path}: {error.json_path}: {error.message[:400]}" for error in errors]

    def accepted_damage(self, path: str, record) -> list[str]:
        """What a schema lets pass although one thing is wrong with the record."""
        return [f"{path}: the schema accepts {what}" for what, damaged in damages(record)
                if not self.faults(path, damaged)]


def damages(record):
    """The record again and again, each time with a key too many or a value of a wrong kind."""
    whole = copy.deepcopy(record)

    def walk(value, place):
        if isinstance(value, dict):
            value["unknownKey"] = 1
            yield f"an unknown key in {place}", whole
            del value["unknownKey"]
        for step in list(value) if isinstance(value, dict) else range(min(len(value), 1)):
            kept = value[step]
            if step in FREE_FORM:
                continue
            value[step] = {"unknownKey": 1} if not isinstance(kept, dict) else "a text"
            yield f"a wrong kind at {place}.{step}", whole
            value[step] = kept
            if isinstance(kept, (dict, list)):
                yield from walk(kept, f"{place}.{step}")

    yield from walk(whole, "$")


def main() -> None:
    prove = sys.argv[1:2] == ["--prove"]
    files = sys.argv[2:] if prove else sys.argv[1:]
    if not files:
        sys.exit("usage: scripts/validate-records [--prove] FILE...")
    checker = Checker()
    found = []
    for file in files:
        try:
            record = json.loads(pathlib.Path(file).read_bytes(), parse_constant=no_constant)
        except (OSError, ValueError) as error:
            found.append(f"{file}: {error}")
            continue
        found += checker.faults(file, record)
        if prove and not found:
            found += checker.accepted_damage(file, record)
    print("\n".join(found) if found else f"{len(files)} records keep their schemas")
    sys.exit(1 if found else 0)


main()
