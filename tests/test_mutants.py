"""tests/tools/mutants.py forgets no module, and each row of tests/MUTANTS.md speaks of a line that stands there."""

from tests.tools import mutants

LIBRARY = mutants.REPOSITORY / "hooks/sourcebook"


def test_no_module_of_a_room_that_keeps_promises_is_forgotten() -> None:
    there = {
        path.relative_to(LIBRARY).with_suffix("").as_posix()
        for room in mutants.ROOMS
        for path in (LIBRARY / room).rglob("*.py")
    }
    assert sorted(module for module in there if not module.endswith("__init__") and module not in mutants.MODULES) == []


def test_each_module_and_its_tests_are_there() -> None:
    files = {LIBRARY / f"{module}.py" for module in mutants.MODULES}
    files |= {mutants.REPOSITORY / f"tests/{test}.py" for tests in mutants.MODULES.values() for test in tests}
    assert [path for path in files if not path.is_file()] == []


def test_each_mutant_that_is_explained_changes_a_line_of_its_function() -> None:
    lines = {
        module.replace("/", "."): {*map(str.strip, (LIBRARY / f"{module}.py").read_text(encoding="utf-8").splitlines())}
        for module in mutants.MODULES
    }

    def stands(mutant: mutants.Mutant) -> bool:
        module = max((module for module in lines if mutant.function.startswith(f"{module}.")), key=len)
        begins = f"def {mutant.function.rpartition('.')[2]}("
        return mutant.before in lines[module] and any(line.startswith(begins) for line in lines[module])

    stale = [mutant for mutant in mutants.read_explained() if not stands(mutant)]
    assert stale == [], "these are others by now: make mutants for their modules"
