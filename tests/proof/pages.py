"""What stands on the pages of a PDF, as mupdf reads it: each glyph with its
character, font, size, origin and advance (mutool trace); from these the lines
of the body by geometry, and the paragraphs. Knows nothing of the program that
made the file. What is right or wrong with a line is for rules.py.

The body is what is set at the size most characters have. Tables, captions,
notes, page numbers and titles of another size are other content: they end a
paragraph and are not judged. A line with a gap of four em in it is a row of
columns and is set aside too. The text block is that of GB/T 9704-2012 5.2
(28 mm from the left edge, 156 mm wide) unless another is given."""
import collections, dataclasses, html, re, subprocess

MM = 72 / 25.4
OPENING = "“‘「『（［｛【〖〔〈《"
CLOSING = "”’」』）］｝】〗〕〉》"
POINTS = "、，。．：；！？"


def is_han(c):
    o = ord(c)
    return 0x3400 <= o <= 0x9FFF or 0xF900 <= o <= 0xFAFF or 0x20000 <= o <= 0x3FFFF or c in "〇々"


@dataclasses.dataclass
class Glyph:
    text: str
    font: str
    size: float
    x: float
    y: float  # the baseline, from the top of the page
    advance: float

    @property
    def end(self):
        return self.x + self.advance

    @property
    def full(self):
        return self.advance > 0.9 * self.size

    @property
    def opening(self):
        return self.full and self.text in OPENING

    @property
    def closing(self):
        """Closing brackets and points: the right half of their em is space."""
        return self.full and (self.text in CLOSING or self.text in POINTS)

    @property
    def han(self):
        return is_han(self.text[0])


@dataclasses.dataclass
class Line:
    page: int
    y: float
    glyphs: list
    last_of_page: bool = False  # nothing but the page number is below it
    first_of_page: bool = False

    @property
    def text(self):
        return "".join(g.text for g in self.glyphs)

    @property
    def x(self):
        return self.glyphs[0].x


@dataclasses.dataclass
class Paragraph:
    lines: list
    heading: bool = False
    centred: bool = False  # begins neither at the edge nor two em in

    @property
    def text(self):
        return "".join(line.text for line in self.lines)


@dataclasses.dataclass
class Document:
    paragraphs: list
    title: list  # lines
    em: float
    left: float
    right: float
    pitch: float
    phase: float
    page_count: int


def matrix(text):
    return [float(part) for part in text.split()]


def read_glyphs(path):
    """[(page, width, height, [Glyph])]; only what is painted upright and from left to right."""
    done = subprocess.run(["mutool", "trace", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600)
    if done.returncode != 0:
        raise SystemExit(f"{path}: {done.stderr.decode(errors='replace').strip()[-500:]}")
    pages, transform, span, seen, painting = [], None, None, set(), False
    for line in done.stdout.decode(errors="replace").splitlines():
        tag = re.match(r"\s*<(/?\w+)", line)
        attribute = dict(re.findall(r'(\w+)="([^"]*)"', line)) if tag else {}
        name = tag[1] if tag else ""
        if name == "page":
            box = matrix(attribute["mediabox"])
            pages.append((len(pages) + 1, box[2] - box[0], box[3] - box[1], []))
            seen = set()
        elif name == "fill_text":
            transform, painting = matrix(attribute["transform"]), True
        elif name == "/fill_text":
            painting = False
        elif name == "span" and painting:
            span = (attribute["font"].split("+")[-1], matrix(attribute["trm"]))
        elif name == "g" and painting:
            glyph = place(html.unescape(attribute.get("unicode", "")), attribute, span, transform)
            if glyph is None:
                continue
            key = (glyph.text, round(glyph.x, 1), round(glyph.y, 1))
            if key not in seen:  # bold made by painting twice
                seen.add(key)
                pages[-1][3].append(glyph)
    return pages


def place(text, attribute, span, transform):
    font, trm = span
    a, b, c, d, e, f = transform
    across = (a * trm[0] + c * trm[1], b * trm[0] + d * trm[1])  # one em along the baseline
    up = (a * trm[2] + c * trm[3], b * trm[2] + d * trm[3])
    if not text or across[0] <= 0 or abs(across[1]) > 1e-3 * abs(across[0]) or abs(up[0]) > 0.3 * abs(up[1]):
        return None
    x, y = float(attribute["x"]), float(attribute["y"])
    return Glyph(text, font, round(abs(up[1]), 3), a * x + c * y + e, b * x + d * y + f, float(attribute.get("adv", "0")) * across[0])


def same(size, other):
    return abs(size - other) < 0.02 * other


def group_lines(glyphs):
    """Glyphs of one page that share a baseline, top to bottom, each line from left to right, without spaces."""
    lines = []
    for glyph in sorted(glyphs, key=lambda g: (g.y, g.x)):
        if lines and abs(glyph.y - lines[-1][0].y) < 0.6:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [sorted(line, key=lambda g: g.x) for line in lines]


def strip(glyphs):
    """Spaces are positions, not ink: those at the ends go, those inside stay."""
    while glyphs and glyphs[-1].text.isspace():
        glyphs = glyphs[:-1]
    while glyphs and glyphs[0].text.isspace():
        glyphs = glyphs[1:]
    return glyphs


def widest_gap(glyphs):
    inked = [g for g in glyphs if not g.text.isspace()]
    return max((b.x - a.end for a, b in zip(inked, inked[1:])), default=0)


def with_raised(line, others, em):
    """Superscripts and other small characters that stand within a body line (m²)."""
    near = [g for g in others if g.size < 0.9 * em and line[0].y - 0.9 * em < g.y < line[0].y + 0.2 * em
            and line[0].x < g.x < line[-1].end + em and any(abs(g.x - o.end) < 0.3 * em for o in line)]
    return sorted(line + near, key=lambda g: g.x)


def body_lines(pages, em):
    """([Line] of the body, [(page, y)] of all other content), both in the order of reading."""
    lines, others = [], []
    for number, width, height, glyphs in pages:
        number_zone = height - 33 * MM  # 7.5: the page number is below 版心
        inside = [g for g in glyphs if g.y < number_zone]
        if width > height:
            others.extend((number, g.y) for g in inside)
            continue
        at_size = [g for g in inside if same(g.size, em)]
        small = [g for g in inside if not same(g.size, em)]
        taken = set()
        for group in group_lines(at_size):
            group = strip(group)
            if not group:
                continue
            whole = with_raised(group, small, em)
            if widest_gap(whole) > 4 * em:
                others.append((number, group[0].y))
                continue
            taken.update(id(g) for g in whole)
            lines.append(Line(number, group[0].y, whole))
        others.extend((number, g.y) for g in small if id(g) not in taken)
    for line in lines:
        rivals = [y for page, y in others if page == line.page] + [o.y for o in lines if o.page == line.page]
        line.last_of_page = max(rivals) < line.y + 1
        line.first_of_page = min(rivals) > line.y - 1
    return lines, others


def title_lines(pages, em):
    """The lines of the largest size at the top of the first page, if it is larger than the body's."""
    glyphs = pages[0][3]
    largest = max((g.size for g in glyphs), default=0)
    if largest < 1.2 * em:
        return []
    return [Line(1, group[0].y, strip(group)) for group in group_lines([g for g in glyphs if same(g.size, largest)])]


def main_font(lines):
    fonts = collections.Counter(g.font for line in lines for g in line.glyphs if g.han)
    return fonts.most_common(1)[0][0] if fonts else None


def paragraphs_of(lines, others, em, left, right, pitch):
    made, previous = [], None
    for line in lines:
        start = (line.x - left) / em
        flush, indented = -0.6 < start < 0.3, 1.3 < start < 2.3
        joins = previous is not None and flush and not made[-1].centred and follows(previous, line, others, pitch)
        if joins and previous.text[-1] in "。：；！？" and right - previous.glyphs[-1].x > 3 * em:
            joins = False  # a short line that ends a sentence ends its paragraph
        if joins:
            made[-1].lines.append(line)
        else:
            made.append(Paragraph([line], centred=not flush and not indented))
        previous = line
    font = main_font(lines)
    for paragraph in made:
        paragraph.heading = not paragraph.centred and is_heading(paragraph, font)
    return made


def follows(previous, line, others, pitch):
    """The line stands where the next line of a paragraph would."""
    if previous.page == line.page:
        return 0 < line.y - previous.y < 1.6 * pitch and not any(page == line.page and previous.y + 1 < y < line.y - 1 for page, y in others)
    return line.page == previous.page + 1 and line.first_of_page and previous.last_of_page


def is_heading(paragraph, font):
    own = main_font(paragraph.lines)
    numbered = re.match(r"(\d+[.．、]|（[\d一二三四五六七八九十]+）|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分)", paragraph.text)
    short = len(paragraph.lines) == 1 and paragraph.text[-1] not in "。；：！？，、"
    return (own is not None and own != font) or bool(numbered and short)


def grid(lines):
    """The distance of lines most neighbours have, and where the first line stands."""
    steps = collections.Counter()
    for a, b in zip(lines, lines[1:]):
        if a.page == b.page:
            steps[round((b.y - a.y) * 10)] += 1
    if not steps:
        return 29.0, 0.0
    common = steps.most_common(1)[0][0]
    near = [b.y - a.y for a, b in zip(lines, lines[1:]) if a.page == b.page and abs((b.y - a.y) * 10 - common) < 2]
    pitch = sum(near) / len(near)
    phases = collections.Counter(round(line.y % pitch, 0) % round(pitch) for line in lines)
    rough = phases.most_common(1)[0][0]
    close = [(line.y - rough + pitch / 2) % pitch - pitch / 2 for line in lines]
    close = [value for value in close if abs(value) < 1]
    return pitch, rough + sorted(close)[len(close) // 2]


def read(path, left=28 * MM, width=156 * MM, size=None):
    pages = read_glyphs(path)
    sizes = collections.Counter(round(g.size, 2) for _, _, _, glyphs in pages for g in glyphs if g.han)
    if not sizes:
        raise SystemExit(f"{path}: no Chinese text that mupdf can read")
    em = size or sizes.most_common(1)[0][0]
    title = title_lines(pages, em)
    lines, others = body_lines(pages, em)
    pitch, phase = grid(lines)
    made = paragraphs_of(lines, others, em, left, left + width, pitch)
    return Document(made, title, em, left, left + width, pitch, phase, len(pages))
