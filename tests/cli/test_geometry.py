#!/usr/bin/env python3
"""The page of GB/T 9704-2012 as poppler reads it from the file: the drawing of
each glyph (pdftocairo -svg) gives origins, the page's own boxes the sheet."""
import re, unittest
import xml.etree.ElementTree as ElementTree

from harness import ROOT, Case, example, gongkai, main, tool

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (28 + 156) * MM, 37 * MM, (37 + 225) * MM
EM = 15.75
PITCH = (225 * MM - EM) / 21
TOLERANCE = 0.02
SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"


def glyphs(pdf, page, folder):
    """[(x, y, glyph box)] of the sheet's glyphs and the page's size, y down."""
    target = folder / f"{page}.svg"
    tool("pdftocairo", "-svg", "-f", page, "-l", page, pdf, target)
    root = ElementTree.parse(target).getroot()
    size = float(root.get("width").rstrip("pt")), float(root.get("height").rstrip("pt"))
    found = []

    def walk(node, turned):
        if node.get("transform"):
            turned = True
        if node.tag == SVG + "use":
            found.append((float(node.get("x")), float(node.get("y")), turned))
        for child in node:
            if child.tag != SVG + "defs":
                walk(child, turned)

    walk(root, False)
    return found, size


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

    def test_lines_stand_on_the_grid(self):
        """Body lines: baselines 0.88 em below the top of 版心 plus a whole number of pitches; at most 22 of them."""
        for page in range(1, self.pages + 1):
            if page in self.turned:
                continue
            found, _ = glyphs(self.pdf, page, self.folder)
            body = sorted({round(y, 2) for x, y, _ in found if TOP <= y <= BOTTOM})
            counts = {y: sum(1 for _, other, _ in found if abs(other - y) < 0.015) for y in body}
            full = [y for y in body if counts[y] >= 24]
            self.assertTrue(full, f"page {page} has no full line")
            off = [y for y in full if abs((y - (TOP + 0.88 * EM)) / PITCH - round((y - (TOP + 0.88 * EM)) / PITCH)) * PITCH > TOLERANCE]
            # Lines of tables and their notes stand in cells, not on the grid; no text page is mostly table.
            self.assertLessEqual(len(off), len(full) // 2, f"page {page}: {off}")
            on = {round((y - (TOP + 0.88 * EM)) / PITCH) for y in full if y not in off}
            self.assertTrue(all(0 <= n <= 21 for n in on), on)

    def test_nothing_outside(self):
        """Origins of glyphs lie within 版心 (page numbers below it excepted); the right edge is checked by ink in the next test."""
        for page in range(1, self.pages + 1):
            if page in self.turned:
                continue
            for x, y, _ in glyphs(self.pdf, page, self.folder)[0]:
                if y <= BOTTOM + TOLERANCE:
                    self.assertGreaterEqual(x, LEFT - EM / 2 - TOLERANCE)  # an opening bracket at a line start keeps its ink inside
                    self.assertLessEqual(x, RIGHT + TOLERANCE)
                    self.assertGreaterEqual(y, TOP)

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
            left, right, top = int(LEFT * 4) - 3, int(RIGHT * 4) + 4, int(TOP * 4) - 4
            for y, row in enumerate(rows):
                self.assertGreater(min(row[:left]), 200, f"page {page} row {y}: ink left of 版心")
                self.assertGreater(min(row[right:]), 200, f"page {page} row {y}: ink right of 版心")
                if y < top:
                    self.assertGreater(min(row), 200, f"page {page} row {y}: ink above 版心")

    def test_page_numbers(self):
        """— N —: 7 mm below 版心, right on odd pages and left on even ones, one character in."""
        for page in range(1, self.pages + 1):
            if page in self.turned:
                continue
            below = [(x, y) for x, y, _ in glyphs(self.pdf, page, self.folder)[0] if y > BOTTOM + 3]
            self.assertTrue(below, f"page {page}")
            xs = [x for x, _ in below]
            if page % 2:
                self.assertGreater(min(xs), RIGHT - 90)
            else:
                self.assertAlmostEqual(min(xs), LEFT + 14, delta=3)
            (baseline,) = {round(y, 2) for _, y in below}
            # The dash stands 0.3 to 0.45 em above the baseline of 14 pt.
            self.assertAlmostEqual(baseline - 0.38 * 14, BOTTOM + 7 * MM, delta=2.0)

    def test_full_pages_have_22_lines(self):
        """A text of Han only fills 22 lines of 28 characters."""
        data = example()
        data["绩效"]["总体目标"] = ["天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏" * 60]
        pdf, _ = self.build(data)
        best = 0
        pages = int(re.search(r"Pages:\s+(\d+)", tool("pdfinfo", pdf))[1])
        for page in range(1, pages + 1):
            found, _ = glyphs(pdf, page, self.folder)
            lines = {}
            for x, y, _ in found:
                if y <= BOTTOM:
                    lines.setdefault(round(y, 1), []).append(x)
            full = [xs for xs in lines.values() if len(xs) == 28]
            best = max(best, len(full))
            for xs in full:
                xs.sort()
                self.assertAlmostEqual(xs[0], LEFT, delta=0.05)
                for i, x in enumerate(xs):
                    self.assertAlmostEqual(x, LEFT + i * 156 * MM / 28, delta=0.06)
        self.assertEqual(best, 22)


if __name__ == "__main__":
    main()
