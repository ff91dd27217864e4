"""What the tests of the program share: running it, reading what it made with
programs of others, and a closing line that counts."""
import json, os, pathlib, re, subprocess, sys, tempfile, unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GONGKAI = os.environ.get("GONGKAI", str(ROOT / "build/gongkai"))
FONTS = os.environ.get("GK_TEST_FONTS", str(ROOT / "build/fonts"))
EXAMPLE = ROOT / "layouts/hebei-2022/example.json"
PLACES = ["--fonts", FONTS, "--fonts-lock", str(ROOT / "fonts/fonts.lock")]


def gongkai(*args, stdin=None, env=None, cwd=None, layouts=ROOT / "layouts", text=True, **kwargs):
    """Runs the program with the checkout's layouts and fonts; Chinese messages."""
    environment = {**os.environ, "LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": os.environ.get("LC_ALL", ""), **(env or {})}
    command = [GONGKAI, *map(str, args)]
    if args and args[0] in ("build", "check", "explain", "layouts", "fonts"):
        command += ["--layouts", str(layouts), *PLACES]
    return subprocess.run(command, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=text, env=environment, cwd=cwd, timeout=300, **kwargs)


def tool(*command):
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    assert done.returncode == 0, (command, done.stderr.decode(errors="replace"))
    return done.stdout.decode()


def example():
    return json.loads(EXAMPLE.read_text())


def dump(data, path):
    pathlib.Path(path).write_text(json.dumps(data, ensure_ascii=False, indent=1))
    return path


def diagnostics(done):
    """The diagnostics of a run with --diagnostics=json."""
    return [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]


def errors(done):
    return [d for d in diagnostics(done) if d["severity"] == "error"]


def pdf_text(path):
    """All text of the file in logical order, white space removed (squeezed punctuation makes extractors break lines)."""
    return re.sub(r"\s+", "", tool("pdftotext", "-raw", path, "-"))


def struct_text(path):
    """[[depth, element, its own text]] of the structure tree, as poppler tells it; pieces of one element are joined."""
    rows = []
    told = subprocess.run(["pdfinfo", "-struct-text", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    assert told.returncode == 0, told.stderr
    # Text attributes come in the file's own UTF-16, with whatever bytes that has.
    told = re.sub(rb" */Summary \(.*?\)\n", b"", told.stdout, flags=re.S).decode()
    for line in told.splitlines():
        body = line.strip()
        if body.startswith('"') and body.endswith('"') and rows:
            rows[-1][2] += body[1:-1]
        elif re.match(r"[A-Z]", body):
            rows.append([len(line) - len(line.lstrip()), body, ""])
    return rows


def words(path, page):
    """[(x0, y0, x1, y1, text)] of a page, from poppler's boxes: y0 is the baseline less the font's ascent."""
    text = tool("pdftotext", "-bbox-layout", "-f", page, "-l", page, path, "-")
    pattern = r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)<'
    return [(*map(float, m.groups()[:4]), m[5]) for m in re.finditer(pattern, text)]


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    if not hasattr(unittest.TestCase, "enterContext"):  # Python before 3.11

        def enterContext(self, manager):
            value = manager.__enter__()
            self.addCleanup(manager.__exit__, None, None, None)
            return value

    def build(self, data=None, *args, output="out.pdf", status=0, **kwargs):
        """Builds data (a dict, a path or None for the example) into the test's folder; checks the status; returns the output's path and the run."""
        source = EXAMPLE if data is None else dump(data, self.folder / "data.json") if isinstance(data, dict) else data
        target = self.folder / output
        done = gongkai("build", source, "-o", target, *args, **kwargs)
        self.assertEqual(done.returncode, status, done.stderr)
        return target, done


def main():
    result = unittest.TextTestRunner(verbosity=1, stream=sys.stdout).run(unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"]))
    bad = [case for case, _ in [*result.failures, *result.errors]] + result.unexpectedSuccesses
    failed = len({getattr(case, "test_case", case).id() for case in bad})  # a test of many parts fails once
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed or not result.testsRun else 0)
