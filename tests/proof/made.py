"""Small PDFs whose lines stand exactly where a test puts them, written byte by
byte: for trying the proofreader on pages that have one known fault. Nothing is
drawn: the glyphs of the fonts (Type 3) have a width and a character, no shape."""
import re

MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, 184 * MM
EM = (RIGHT - LEFT) / 28
PITCH = 29.0
TOP = 37 * MM + EM
FACES = {"仿宋": "Fangsong", "黑体": "Heiti"}
HALF = "，。、；：！？”’）》〕】"
OPEN = "“‘（《〔【"


def stream(text):
    return f"<</Length {len(text)}>>stream\n{text}\nendstream"


def full(c):
    return ord(c) > 0x7F and c not in "°′″·"


class Made:
    """Pages of characters. A line is given by its text; `line` justifies it as a good typesetter would, unless told otherwise."""

    def __init__(self):
        self.pages = [[]]
        self.row = 0

    def page(self):
        self.pages.append([])
        self.row = 0

    def put(self, c, x, y, font="仿宋", size=EM):
        self.pages[-1].append((c, x, y, font, size))

    def advances(self, text, squeeze=True, end_half=True):
        widths = []
        for i, c in enumerate(text):
            after = text[i + 1] if i + 1 < len(text) else ""
            width = 1.0 if full(c) else 0.5
            if squeeze and after and ((c in HALF and after in HALF + OPEN) or (c in OPEN and after in OPEN)):
                width = 0.5
            if end_half and not after and c in HALF:
                width = 0.5
            widths.append(width * EM)
        return widths

    def line(self, text, indent=0.0, last=False, row=None, font="仿宋", size=EM, squeeze=True, end_half=True, right=RIGHT, shift=0.0, off=0.0, stretch=None, units=True):
        """`last`: natural; otherwise spread evenly up to `right`, but not within figures and their units, if `units`.
        `stretch`: {index: em} put after characters instead."""
        row = self.row if row is None else row
        self.row = row + 1
        x, y = LEFT + indent * EM + shift * EM, TOP + row * PITCH + off
        if indent == 0 and text[0] in OPEN and squeeze:
            x -= EM / 2
        widths = self.advances(text, squeeze, end_half)
        bound = {i for m in re.finditer(r"[\d.]+(万元|年)?|^一、", text) for i in range(m.start(), m.end() - 1)} if units else set()
        free = [i for i in range(len(text) - 1) if i not in bound]
        extra = [0.0] * len(text)
        if stretch is not None:
            for index, em in stretch.items():
                extra[index] = em * EM
        elif not last:
            for index in free:
                extra[index] = (right - x - sum(widths)) / len(free)
        for c, width, more in zip(text, widths, extra):
            self.put(c, x, y, font, size)
            x += width + more

    def paragraph(self, *lines, **kwargs):
        """The first with an indent of two em, the last natural."""
        for i, text in enumerate(lines):
            self.line(text, indent=0 if i else 2, last=i + 1 == len(lines), **kwargs)

    def number(self):
        for i, c in enumerate(str(len(self.pages))):
            self.put(c, RIGHT - 30 + 7 * i, 297 * MM - 72, size=14)

    def save(self, path):
        objects = [None, None]  # catalog, pages
        codes = {}  # (face, character): (number of its font's object, code)
        for face, name in FACES.items():
            used = sorted({c for glyphs in self.pages for c, _, _, own, _ in glyphs if own == face})
            for start in range(0, len(used), 256):
                chunk = used[start : start + 256]
                objects.append(stream("begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
                                      + "".join(f"1 beginbfchar <{i:02x}> <{c.encode('utf-16-be').hex()}> endbfchar\n" for i, c in enumerate(chunk)) + "endcmap"))
                procedures = "".join(f"/g{i} {len(objects) + 1 + full(c)} 0 R" for i, c in enumerate(chunk))
                objects += [stream("500 0 d0"), stream("1000 0 d0")]
                objects.append(f"<</Type/Font/Subtype/Type3/Name/{name}/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/ToUnicode {len(objects) - 2} 0 R/FirstChar 0"
                               f"/LastChar {len(chunk) - 1}/Widths[{' '.join(str(500 + 500 * full(c)) for c in chunk)}]/CharProcs<<{procedures}>>/Resources<<>>"
                               f"/Encoding<</Type/Encoding/Differences[0 {''.join(f'/g{i}' for i in range(len(chunk)))}]>>>>")
                codes.update({(face, c): (len(objects), i) for i, c in enumerate(chunk)})
        resources = "<</Font<<" + "".join(f"/F{number} {number} 0 R" for number in sorted({number for number, _ in codes.values()})) + ">>>>"
        kids = []
        for glyphs in self.pages:
            content = "BT\n"
            for c, x, y, face, size in glyphs:
                number, code = codes[face, c]
                content += f"/F{number} {size:.4f} Tf 1 0 0 1 {x:.4f} {297 * MM - y:.4f} Tm <{code:02x}> Tj\n"
            objects.append(stream(content + "ET"))
            objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {210 * MM:.3f} {297 * MM:.3f}]/Resources{resources}/Contents {len(objects)} 0 R>>")
            kids.append(len(objects))
        objects[0] = "<</Type/Catalog/Pages 2 0 R>>"
        objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>"
        out, places = b"%PDF-1.7\n", []
        for i, body in enumerate(objects, 1):
            places.append(len(out))
            out += f"{i} 0 obj\n{body}\nendobj\n".encode()
        start = len(out)
        out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(b"%010d 00000 n \n" % place for place in places)
        out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
        path.write_bytes(out)
        return path


HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有虞陶唐"


def han(count, start=0):
    """So many Han characters, none of them a number, a unit or a mark."""
    text = re.sub("[年号人位月日]", "", HAN)
    return (text * (count // len(text) + 2))[start : start + count]
