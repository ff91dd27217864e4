#!/usr/bin/env python3
"""Golden triples: NAME.json or NAME.yaml, the trace it must give, the diagnostics
it must give. A difference is shown as a diff; --update accepts what came out.

    tests/golden/run_traces.py [--update] [NAME ...]
"""
import difflib, os, pathlib, subprocess, sys

here = pathlib.Path(__file__).resolve().parent
root = here.parents[1]
gongkai = os.environ.get("GONGKAI", str(root / "build/gongkai"))
fonts = os.environ.get("GK_TEST_FONTS", str(root / "build/fonts"))
update = "--update" in sys.argv
wanted = [a for a in sys.argv[1:] if not a.startswith("--")]


def compare(path, got):
    expected = path.read_text() if path.exists() else ""
    if got == expected:
        return True
    if update:
        path.write_text(got)
        print(f"{path.name}: accepted")
        return True
    sys.stdout.writelines(list(difflib.unified_diff(expected.splitlines(True), got.splitlines(True), str(path.name), "now", n=1))[:60])
    return False


passed = failed = 0
for source in sorted([*here.glob("*/*.json"), *here.glob("*/*.yaml")]):
    if wanted and source.stem not in wanted:
        continue
    options = source.with_suffix(".options")
    command = [gongkai, "build", source.name, "-f", "trace", "-o", "-", "--layouts", str(root / "layouts"), "--fonts", fonts, "--fonts-lock", str(root / "fonts/fonts.lock"),
               "--lang", "zh", *(options.read_text().split() if options.exists() else [])]
    done = subprocess.run(command, cwd=source.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    diag = done.stderr.replace(str(root) + "/", "") + f"{done.returncode}\n"
    good = all([compare(source.with_suffix(".trace"), done.stdout), compare(source.with_suffix(".diag"), diag)])
    passed, failed = passed + good, failed + (not good)
    print(f"{'ok  ' if good else 'FAIL'} {source.relative_to(here)}")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
