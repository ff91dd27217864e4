#!/usr/bin/env python3
"""The page of GB/T 9704-2012 as poppler reads it from the file: boxes of words
(pdftotext -bbox-layout), the sheet (pdfinfo), and the drawn page (pdftoppm)."""
import re, unittest

from harness import ROOT, Case, example, main, tool, words

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (28 + 156) * MM, 37 * MM, (37 + 225) * MM
EM = 15.75
PITCH = (225 * MM - EM) / 21
TOLERANCE = 0.02
OPENING, CLOSING = "“‘《〈（〔【", "”’》〉）〕】，。、；：！？"


def body(pdf, page):
    """The words of the body face, whose box is one em high and so begins at the top of its line's em."""
    return [word for word in words(pdf, page) if abs(word[3] - word[1] - EM) < 0.005]


class Geometry(Case):
    @classmethod
    def setUpClass(cls):
        cls.holder = Case("run")
        cls.addClassCleanup(cls.holder.doCleanups)
        cls.holder.setUp()
        cls.pdf, _ = cls.holder.build()
        cls.pages = int(re.search(r"Pages:\s+(\d+)", tool("pdfinfo", cls.pdf))[1])
        boxes = tool("pdfinfo", "-f", 1, "-l", cls.pages, cls.pdf)
        cls.turned = {int(m[1]) for m in re.finditer(r"Page +(\d+) rot: +90", boxes)}
        cls.boxes = boxes

    def test_sheets_are_a4(self):
        sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", self.boxes)
        self.assertEqual(len(sizes), self.pages)
        for width, height in sizes:
            self.assertAlmostEqual(min(float(width), float(height)), 210 * MM, delta=TOLERANCE)
            self.assertAlmostEqual(max(float(width), float(height)), 297 * MM, delta=TOLERANCE)

    def test_one_page_is_turned(self):
        self.assertEqual(len(self.turned), 1)

    def test_turned_pages_as_printed(self):
        """turned-pages="print": the same sheets, but no viewer turns them; drawn, they are the others turned a quarter to the left."""
        folder = self.folder / "print"
        folder.mkdir()
        (folder / "layout.xml").write_text('<layout id="print" title="付印" extends="hebei-2022"><styles><page turned-pages="print"/></styles></layout>')
        pdf, _ = self.build(None, "-l", f"{folder}/")
        self.assertNotIn("rot: 90", re.sub(r"rot: +", "rot: ", tool("pdfinfo", "-f", 1, "-l", self.pages, pdf)))
        (page,) = self.turned
        pictures = []
        for name, source in (("a", self.pdf), ("b", pdf)):
            tool("pdftoppm", "-r", "48", "-gray", "-f", page, "-l", page, source, self.folder / name)
            raw = next(self.folder.glob(f"{name}-*.pgm")).read_bytes()
            head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", raw)
            width, height = int(head[1]), int(head[2])
            pictures.append([raw[head.end() + y * width : head.end() + (y + 1) * width] for y in range(height)])
        turned = [bytes(row[x] for row in pictures[0]) for x in reversed(range(len(pictures[0][0])))]
        self.assertEqual((len(turned), len(turned[0])), (len(pictures[1]), len(pictures[1][0])))

        def blocks(rows, size=16):  # glyphs are hinted anew; the ink of a block stays
            return [[sum(sum(row[x : x + size]) for row in rows[y : y + size]) / size**2 for x in range(0, len(rows[0]), size)] for y in range(0, len(rows), size)]

        differ = [abs(a - b) for one, other in zip(blocks(turned), blocks(pictures[1])) for a, b in zip(one, other)]
        self.assertLess(max(differ), 40)
        self.assertLess(sum(differ) / len(differ), 2)
        ours = []
        for options in ((), ("-l", f"{folder}/")):
            self.build(None, *options, output=f"{len(ours)}-%d.png")
            ours.append((self.folder / f"{len(ours)}-{page}.png").read_bytes())
        self.assertEqual(ours[0][16:20] + ours[0][20:24], ours[1][20:24] + ours[1][16:20])  # width and height changed places

    def upright(self):
        return [page for page in range(1, self.pages + 1) if page not in self.turned]

    def test_lines_stand_on_the_grid(self):
        """Every body line, also below headings and tables, on one of the 22 lines that fill 版心 from edge to edge."""
        seen = set()
        for page in self.upright():
            found = body(self.pdf, page)
            self.assertTrue(found, page)
            for x0, y0, x1, y1, text in found:
                line = round((y0 - TOP) / PITCH)
                self.assertAlmostEqual(y0, TOP + line * PITCH, delta=TOLERANCE, msg=f"page {page}: {text}")
                self.assertIn(line, range(22))
                seen.add(line)
        self.assertEqual(seen, set(range(22)))

    def test_pages_are_full(self):
        """Every page that an upright page of text follows ends on the 22nd line, or on the 21st where a line would have stood alone."""
        full = 0
        for page in self.upright():
            after = words(self.pdf, page + 1) if page + 1 in self.upright() else []
            if not after or "续表" in "".join(w[4] for w in after[:2]):
                continue
            last = max((w[1] + w[3]) / 2 for w in words(self.pdf, page) if w[3] < BOTTOM + 5)
            self.assertIn(int((last - TOP) / PITCH), (20, 21), page)
            full += int((last - TOP) / PITCH) == 21
        self.assertGreaterEqual(full, 3)

    def test_nothing_outside(self):
        for page in self.upright():
            for x0, y0, x1, y1, text in words(self.pdf, page):
                if y1 > BOTTOM + 5:
                    continue  # the page number
                # A bracket at a line's start or a mark at its end has half of its em outside; the ink test sees to those.
                if text[0] not in OPENING:
                    self.assertGreaterEqual(x0, LEFT - TOLERANCE, f"page {page}: {text}")
                if text[-1] not in CLOSING:
                    self.assertLessEqual(x1, RIGHT + TOLERANCE, f"page {page}: {text}")

    def test_ink_inside(self):
        """The page drawn at 288 dpi: no ink left of, right of or above 版心 on upright pages."""
        tool("pdftoppm", "-r", "288", "-gray", self.pdf, self.folder / "p")
        for page in range(1, self.pages + 1):
            if page in self.turned:
                continue
            data = next(self.folder.glob(f"p-{page}.pgm"), None) or next(self.folder.glob(f"p-{page:02d}.pgm"))
            raw = data.read_bytes()
            head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", raw)
            width, height = int(head[1]), int(head[2])
            rows = [raw[head.end() + y * width : head.end() + (y + 1) * width] for y in range(height)]
            left, right, top = int(LEFT * 4) - 1, int(RIGHT * 4) + 2, int(TOP * 4) - 1
            for y, row in enumerate(rows):
                self.assertGreater(min(row[:left]), 200, f"page {page} row {y}: ink left of 版心")
                self.assertGreater(min(row[right:]), 200, f"page {page} row {y}: ink right of 版心")
                if y < top:
                    self.assertGreater(min(row), 200, f"page {page} row {y}: ink above 版心")

    def test_rules_inside(self):
        """Rules of tables, from the trace: none beyond 版心, also not by half of a frame, on upright and on turned pages."""
        other = ROOT / "tests/golden/hebei-2022/other.json"
        for number, source in enumerate((None, other)):
            path, _ = self.build(source, output=f"{number}.trace")
            turned, seen = False, 0
            for line in path.read_text().splitlines():
                if line.startswith("page "):
                    turned = line.endswith("rotated")
                elif line.startswith("    rule "):
                    x, y, width, height = map(float, line.split()[1:])
                    box = (297 * MM - BOTTOM, LEFT, 297 * MM - TOP, RIGHT) if turned else (LEFT, TOP, RIGHT, BOTTOM)
                    self.assertGreaterEqual(x, box[0] - TOLERANCE)
                    self.assertGreaterEqual(y, box[1] - TOLERANCE)
                    self.assertLessEqual(x + width, box[2] + TOLERANCE)
                    self.assertLessEqual(y + height, box[3] + TOLERANCE)
                    seen += 1
            self.assertGreater(seen, 100)

    def test_rules_meet(self):
        """Rules of tables, from the content streams that qpdf writes out: filled rectangles that nowhere overlap; every end lies on another
        rule or on an outer edge of the table, to the thousandth of a point."""
        sources = [(self.pdf, None)]
        for name, document in (("steps", "各步"), ("panels", "分段")):
            sources.append(self.build(ROOT / f"tests/golden/breaks/{name}.json", "-l", f"{ROOT}/tests/golden/layouts/breaks", "--document", document, output=f"{name}.pdf"))
        tables = 0
        for pdf, _ in sources:
            tool("qpdf", "--qdf", "--object-streams=disable", pdf, self.folder / "q.pdf")
            text = (self.folder / "q.pdf").read_bytes().decode("latin-1")
            for stream in re.findall(r"stream\n(.*?)endstream", text, re.S):
                rules = [tuple(round(float(n) * 1000) for n in m) for m in re.findall(r"(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) re\b", stream)]
                if rules:
                    tables += 1
                    self.check_rules([(x, y, x + w, y + h) for x, y, w, h in rules])
        self.assertGreater(tables, 15)

    def check_rules(self, rules):
        outer = {min(r[0] for r in rules), max(r[2] for r in rules)}
        for i, (x0, y0, x1, y1) in enumerate(rules):
            others = rules[:i] + rules[i + 1 :]
            for a0, b0, a1, b1 in others:
                self.assertFalse(a0 < x1 and x0 < a1 and b0 < y1 and y0 < b1, (rules[i], (a0, b0, a1, b1)))
            if x1 - x0 > y1 - y0 and all(r[2] - r[0] > r[3] - r[1] for r in rules):  # a 三线表: level ones alone
                self.assertTrue(outer <= {x0, x1} or (min(outer) < x0 and x1 <= max(outer)), rules[i])
            elif x1 - x0 > y1 - y0:  # level: an upright one stands flush with its end, above or below
                for end in (0, 2):
                    flush = any(o[end] == rules[i][end] and (o[1] == y1 or o[3] == y0) for o in others)
                    self.assertTrue(flush or rules[i][end] in outer, rules[i])
            else:
                for at, end in ((y0, 3), (y1, 1)):
                    self.assertTrue(any(o[end] == at and o[0] <= x0 and o[2] >= x1 for o in others), rules[i])

    def test_page_numbers(self):
        """— N —: its dash 7 mm below 版心, right on odd pages and left on even ones, one character in; N counts from 1."""
        for page in self.upright():
            below = [w for w in words(self.pdf, page) if w[1] > BOTTOM]
            self.assertEqual("".join(w[4] for w in below), f"—{page}—")
            x0, x1 = min(w[0] for w in below), max(w[2] for w in below)
            if page % 2:
                self.assertAlmostEqual(x1, RIGHT - 13.75, delta=TOLERANCE)
            else:
                self.assertAlmostEqual(x0, LEFT + 13.75, delta=TOLERANCE)
            (digits,) = [w for w in below if w[4] == str(page)]
            self.assertAlmostEqual(min(w[0] for w in below if w is not digits), x0, delta=TOLERANCE)

    def test_the_dash_is_7_mm_below(self):
        tool("pdftoppm", "-r", "288", "-gray", "-f", 1, "-l", 1, self.pdf, self.folder / "n")
        (path,) = self.folder.glob("n-*.pgm")
        raw = path.read_bytes()
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", raw)
        width = int(head[1])
        below = [w for w in words(self.pdf, 1) if w[1] > BOTTOM]
        left = int(min(w[0] for w in below) * 4)
        dark = [y for y in range(int((BOTTOM + 5) * 4), int((BOTTOM + 45) * 4)) if raw[head.end() + y * width + left + 20] < 128]
        self.assertAlmostEqual(sum(dark) / len(dark) / 4, BOTTOM + 7 * MM, delta=0.5)

    def test_han_only_fills_22_lines_of_28(self):
        data = example()
        data["绩效"]["总体目标"] = ["天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏" * 60]
        pdf, _ = self.build(data)
        best = 0
        pages = int(re.search(r"Pages:\s+(\d+)", tool("pdfinfo", pdf))[1])
        for page in range(1, pages + 1):
            full = [w for w in body(pdf, page) if len(w[4]) == 28 and re.fullmatch(r"[一-鿿]{28}", w[4]) and w[0] < LEFT + 1]
            best = max(best, len(full))
            for x0, _, x1, _, _ in full:
                self.assertAlmostEqual(x0, LEFT, delta=0.05)
                self.assertAlmostEqual(x1, RIGHT, delta=0.05)
        self.assertEqual(best, 22)

    def test_han_after_a_table_fill_their_pages(self):
        """A text of Han only after the tables: each of its lines on the grid from the first below the table, 22 lines of 28 on its full pages."""
        data = example()
        data["说明"] = {**data.get("说明", {}), "其他事项": ["天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏" * 70]}
        pdf, _ = self.build(data)
        pages = int(re.search(r"Pages:\s+(\d+)", tool("pdfinfo", pdf))[1])
        lines = []
        for page in range(1, pages + 1):
            mine = {round((w[1] - TOP) / PITCH): w for w in body(pdf, page) if re.fullmatch(r"[天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏]{24,28}", w[4])}
            if mine:
                lines.append(sorted(mine))
                for line, (x0, y0, x1, _, text) in mine.items():
                    self.assertAlmostEqual(y0, TOP + line * PITCH, delta=TOLERANCE)
                    self.assertAlmostEqual(x1 - x0, len(text) * (RIGHT - LEFT) / 28, delta=0.3)
        self.assertEqual(lines[0][-1], 21)
        for middle in lines[1:-1]:
            self.assertEqual(middle, list(range(22)))


if __name__ == "__main__":
    main()
