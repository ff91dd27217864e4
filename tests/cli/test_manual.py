#!/usr/bin/env python3
"""The examples of layouts/README.md work as they stand."""
import json, re, shutil, subprocess

from harness import EXAMPLE, ROOT, Case, dump, errors, example, gongkai, main

MANUAL = (ROOT / "layouts/README.md").read_text()
BLOCKS = re.findall(r"```xml\n(.*?)```", MANUAL, re.S)


def wrap(body, styles=""):
    return f'<layout id="wrapped" title="例">{styles}<document name="例" title="例" file="例"><title>例</title>{body}</document></layout>'


class Manual(Case):
    def check(self, text, more=None):
        layouts = self.folder / "layouts"
        if not layouts.exists():
            shutil.copytree(ROOT / "layouts", layouts)
        name = re.search(r'id="([^"]+)"', text)[1]
        folder = layouts / name
        folder.mkdir(exist_ok=True)
        (folder / "layout.xml").write_text('<?xml version="1.0" encoding="UTF-8"?>\n' + text)
        grammar = subprocess.run(["xmllint", "--noout", "--relaxng", ROOT / "layouts/layout.rng", folder / "layout.xml"], capture_output=True, text=True)
        self.assertEqual(grammar.returncode, 0, grammar.stderr)
        data = {**example(), **(more or {})}
        year = re.search(r' year="(\d+)"', text)
        data["年度"] = int(year[1]) if year else data["年度"]
        done = gongkai("check", dump(data, self.folder / "data.json"), "-l", name, "--diagnostics=json", layouts=layouts)
        self.assertEqual((done.returncode, errors(done)), (0, []), done.stderr)

    def test_layouts(self):
        found = [block for block in BLOCKS if block.startswith("<layout")]
        self.assertGreaterEqual(len(found), 2)
        for block in found:
            self.check(block)

    def test_tables(self):
        """Over data that has all the details, and over data that has none."""
        found = [block for block in BLOCKS if re.match("<(table|form)", block)]
        self.assertGreaterEqual(len(found), 6)
        county = json.loads((ROOT / "tests/golden/tables/county.json").read_text())
        for block in found:
            self.check(wrap(block))
            self.check(wrap(block), {key: county[key] for key in ("金额单位", "收入", "收入明细", "支出明细", "基本支出明细", "项目")} | {"年度": 2025, "支出": {}})

    def test_sections(self):
        found = [block for block in BLOCKS if block.startswith("<section")]
        self.assertTrue(found)
        for block in found:
            self.check(wrap(block))

    def test_around(self):
        found = [block for block in BLOCKS if block.startswith("<attachments")]
        self.assertTrue(found)
        for block in found:
            self.check(wrap(block))

    def test_documents(self):
        """Documents made of others: with those they name."""
        found = [block for block in BLOCKS if block.startswith("<document")]
        self.assertTrue(found)
        for block in found:
            table = '<document name="公开表" title="表" file="表"><table title="机构" rows="机构"><head><col of="名称"/></head></table></document>'
            self.check(f'<layout id="wrapped" title="例" year="2022" extends="hebei-2022">{table}{block}</layout>')
            name = re.search(r'name="([^"]+)"', block)[1]
            done = gongkai("build", self.folder / "data.json", "-l", "wrapped", "--document", name, "-o", self.folder / "out.trace", "-q", layouts=self.folder / "layouts")
            self.assertEqual(done.returncode, 0, done.stderr)

    def check_common(self, start, file, end):
        """What the manual adds to the model or the terms fits what is there."""
        found = [block for block in BLOCKS if block.startswith(start)]
        self.assertTrue(found)
        layouts = self.folder / "layouts"
        shutil.copytree(ROOT / "layouts", layouts)
        path = layouts / "common" / file
        text = path.read_text()
        self.assertIn(end, text)
        path.write_text(text.replace(end, "".join(found) + end))
        grammar = subprocess.run(["xmllint", "--noout", "--relaxng", ROOT / f"layouts/{file[:-4]}.rng", path], capture_output=True, text=True)
        self.assertEqual(grammar.returncode, 0, grammar.stderr)
        self.check(wrap("<p>甲</p>"))

    def test_model(self):
        self.check_common("<group", "model.xml", "</model>")

    def test_codes(self):
        found = [block for block in BLOCKS if block.startswith("<codes")]
        self.assertTrue(found)
        for block in found:
            shutil.copytree(ROOT / "layouts", self.folder / "layouts")
            path = self.folder / "layouts/common/codes/manual.xml"
            path.write_text(block)
            grammar = subprocess.run(["xmllint", "--noout", "--relaxng", ROOT / "layouts/codes.rng", path], capture_output=True, text=True)
            self.assertEqual(grammar.returncode, 0, grammar.stderr)
            self.check(wrap("<p>甲</p>"))

    def test_terms(self):
        self.check_common("<term", "terms.xml", "</terms>")

    def test_phrases(self):
        self.check_common("<phrases", "terms.xml", "</terms>")

    def test_every_example_is_tested(self):
        for block in BLOCKS:
            self.assertRegex(block, "^<(layout|table|form|styles|section|group|term|phrases|codes|attachments|document)[ />]")

    def test_every_style_is_listed(self):
        """The names that the program and the common styles know are those of the manual's table."""
        names = set(re.findall(r'<(?:table-)?style name="([^"]+)"', (ROOT / "layouts/common/styles.xml").read_text()))
        table = re.search(r"\| 样式 \| 用处 \|\n(.*?)\n\n", MANUAL, re.S)[1]
        listed = set(re.findall(r"`([a-z0-9-]+)`", "\n".join(row.split("|")[1] for row in table.splitlines())))
        listed |= {"heading-2", "heading-3"}  # heading-1 至 heading-4
        self.assertEqual(listed, names)

    def test_styles(self):
        found = [block for block in BLOCKS if block.startswith("<styles")]
        self.assertTrue(found)
        for block in found:
            self.check(wrap("<p>甲</p>", block))


if __name__ == "__main__":
    main()
