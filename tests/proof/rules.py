"""What a proofreader marks on the lines of a document (pages.py reads them).
Each rule yields (name, page, text of the line or lines, remark); the bounded
quantities (stretch, share, uneven) yield a number. Clauses: clreq 3.1 and 3.2,
GB/T 15834-2011 5.1, GB/T 15835-2011, GB/T 9704-2012 5.2 and 7.3."""
import re

from pages import CLOSING, Line, OPENING, POINTS

# clreq 3.1.7, level GB; GB/T 15834 5.1
NO_START = set("、，。．：；！？‼⁇⁈⁉”’」』）］｝】〗〕〉》–～-·・‧/／%‰％℃°′″々" + ")]},.;:!?")
NO_END = set("“‘「『（［｛【〖〔〈《/／¥￥$№§" + "([{")

NUMBER = r"\d+(?:[.,．]\d+)*"
UNITS = ("个工作日 工作日 个月 周年 分钟 课时 学时 万元 亿元 千元 元 角 万人次 人次 万人 人 名 个百分点 百分点 个 件 辆 台 套 项 批次 批 次 户 份 家 处 所 条 款 页 本 天 小时 分钟 平方米 平方公里 公里 公顷 "
         "万亩 亩 万吨 吨 千克 公斤 米 倍 分 周年 年度 年 月份 月 日 号 届 期 级 岁 周 季度 % ‰ ％ ℃ ㎡ m² m2 km kg").split()
UNIT = "(?:" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + ")"
HAN_NUMBER = "[一二三四五六七八九十百零〇]+"
UNBREAKABLE = [re.compile(pattern, re.M) for pattern in (
    rf"[-+−±≥≤＞＜＝≈¥￥$]?{NUMBER}\s?{UNIT}?",                       # 614.21万元 2022年 ≥80%
    rf"{NUMBER}(?:{UNIT}|年度)(?:（{UNIT}）)?",                           # 2022年度 141台（套）
    # 63%~68%  2019—2022年  3年—5年; but not the first and the last day of a time, 1月1日—2022年12月31日
    rf"{NUMBER}{UNIT}?[~～—–-]{NUMBER}(?!\d|[.,．]\d|{UNIT}\d)(?:{UNIT})?",
    r"〔\d{4}〕\s?第?\d+号",                                           # 〔2016〕143号
    r"[A-Z]{2,}(?:/[A-Z]+)?\s?\d+(?:\.\d+)*(?:[-—–]\d+)?",             # GB/T 9704-2012
    rf"第(?:\d+|{HAN_NUMBER})(?:部分|季度|[条章节款项届次期批编页位名季号类])",  # 第六条
    rf"^（(?:\d+|{HAN_NUMBER})）.", rf"^{HAN_NUMBER}、.", r"^\d+[.．、].",
    r"——", r"……",
)]
LATIN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
FULL = 0.75       # of an em: a mark that takes more has kept the space it should have given
FLUSH = 0.04      # of an em, how far from the edge a line may end
MARK_INK = 0.3    # of an em: the ink of a closing mark takes at least this
LOOSE = 0.25      # of an em between all characters: a line that has more is too loose
STRETCHED = 0.02  # of an em
HAN_LATIN = 0.25  # clreq 3.2.4: the space between Han and Latin that is no stretch


def short_of_edge(line, document):
    """How far, in em, the line ends before the edge of the text block (negative: beyond it). A mark at the end may keep its whole em,
    half of it, or be set by its ink; another character ends where its em does."""
    last, em = line.glyphs[-1], document.em
    if not last.closing:
        return (document.right - last.end) / em
    room = (document.right - last.x) / em
    if MARK_INK <= room <= 0.5 or abs(room - 1) <= FLUSH:
        return 0.0
    return room - MARK_INK if room < MARK_INK else room - 0.5


def unbreakable_spans(text):
    spans = [m.span() for pattern in UNBREAKABLE for m in pattern.finditer(text)]
    return [(a, b) for a, b in spans if b - a > 1]


def whole_words(document):
    """The words of Latin letters that stand within lines."""
    return {m[0] for paragraph in document.paragraphs for line in paragraph.lines for m in LATIN.finditer(line.text)}


def too_loose_without(line, count, document):
    """Whether the line would be too loose if its last characters, so many of them, stood on the next one."""
    inked = [g for g in line.glyphs[:-count] if not g.text.isspace()]
    if not inked:
        return True
    kept = Line(line.page, line.y, inked)
    spans = unbreakable_spans(kept.text)
    between = [(extra, a, b) for (extra, _, inside), a, b in zip(slots(kept, spans), inked, inked[1:]) if not inside and (a.full or b.full)]
    end = inked[-1].end - (document.em / 2 if inked[-1].closing else 0)
    room = (document.right - end) / document.em + sum(max(0, extra) for extra, _, _ in between)
    return room > LOOSE * len(between)


def may_part(text, place, span, line, document):
    """GB/T 15834 5.1.6 lets a line end after a 连接号: done decently in a range or before the year of a standard (GB/T 38765—｜2020), but only
    rather than a line that is too loose."""
    after = text[place - 1] in "~～—–-" and text[place].isdigit() and span[0] < place - 1
    return after and too_loose_without(line, place - span[0], document)


def split_units(paragraph, known, document):
    """分离禁止: a line ends inside a figure, between a figure and its unit, or inside a word of Latin letters. The space at which a
    line ends leaves no mark on paper: letters at both sides are one word when that word stands whole elsewhere."""
    text, breaks = "", []
    for line in paragraph.lines:
        breaks.append((len(text), line))
        text += line.text
    spans = unbreakable_spans(text)
    words = [m.span() for m in LATIN.finditer(text) if m[0] in known]
    for (_, line), (place, _) in zip(breaks, breaks[1:]):
        hit = [span for span in spans + words if span[0] < place < span[1]]
        widest = max(hit, key=lambda span: span[1] - span[0], default=None)
        if widest and not may_part(text, place, widest, line, document):
            a, b = widest
            yield "split", line.page, text[max(0, place - 12) : place] + "｜" + text[place : place + 12], text[a:b]


def orphan(paragraph):
    """孤字: the last of several lines holds one character and perhaps marks."""
    last = paragraph.lines[-1]
    body = [g for g in last.glyphs if not g.text.isspace() and g.text not in OPENING + CLOSING + POINTS]
    if len(paragraph.lines) > 1 and len(body) <= 1:
        yield "orphan", last.page, paragraph.lines[-2].text + "｜" + last.text, ""


def edges(paragraph, document):
    em = document.em
    for i, line in enumerate(paragraph.lines):
        first, last = line.glyphs[0], line.glyphs[-1]
        if i > 0 and first.text in NO_START:
            yield "start", line.page, line.text, first.text
        if i > 0 and first.opening and document.left - first.x < (1 - FULL) * em:
            yield "start_em", line.page, line.text, first.text
        ink_left = first.x + (em / 2 if first.opening else 0)
        short = short_of_edge(line, document)
        over = max((document.left - ink_left) / em, -short)
        if over > FLUSH:
            yield "beyond", line.page, line.text, f"{over:.2f} em"
        if i + 1 == len(paragraph.lines):
            continue
        if last.text in NO_END:
            yield "end", line.page, line.text, last.text
        if last.closing and document.right - last.x > FULL * em:
            yield "end_em", line.page, line.text, last.text
        if short > FLUSH or (i > 0 and not first.opening and first.x - document.left > FLUSH * em):
            yield "ragged", line.page, line.text, f"{short:.2f} em"


def adjacent_marks(line):
    """clreq 3.1.6.1: two marks that have half an em of space between them take 1.5 em, not 2."""
    for a, b in zip(line.glyphs, line.glyphs[1:]):
        space_between = (a.closing and (b.closing or b.opening)) or (a.opening and b.opening)
        if space_between and b.x - a.x > FULL * a.size:
            yield "pair", line.page, line.text, a.text + b.text


def slots(line, spans):
    """[(extra, both Han, inside a unit)] in em for each place between two characters. Extra is what stands there beyond the
    natural widths: an em a Han character or mark, a quarter between Han and Latin, half an em for a word space."""
    found, inked, index = [], [], 0
    for g in line.glyphs:
        if not g.text.isspace():
            inked.append((index, g))
        index += len(g.text)
    for (i, a), (j, b) in zip(inked, inked[1:]):
        # A word space is as wide as the others of its line, also in GB/T 9704.
        inside = j - i == len(a.text) and any(start < i + len(a.text) < end for start, end in spans)
        em = a.size
        distance, gap = (b.x - a.x) / em, (b.x - a.end) / em
        if a.full and b.full:
            marks = (a.closing and (b.closing or b.opening)) or (a.opening and b.opening)
            extra = distance - (0.5 if marks and distance < FULL else 1)
        elif a.full != b.full:
            extra = gap - HAN_LATIN
        else:
            extra = gap - (0.5 if j - i > len(a.text) else 0)
        found.append((extra, a.han and b.han, inside))
    return found


def line_slots(paragraph):
    """[(line, slots, whether a unit or a word that did not fit explains the stretch)] of the lines that are stretched to the measure: all
    but the last. It begins the next line, or the next one is stretched for the same reason: what a unit leaves is shared between the lines
    before it."""
    text = paragraph.text
    spans, offset, result = unbreakable_spans(text), 0, []
    starts = {a for a, _ in spans} | {m.start() for m in LATIN.finditer(text)}
    for line in paragraph.lines[:-1]:
        own = [(a - offset, b - offset) for a, b in spans]
        offset += len(line.text)
        result.append((line, slots(line, own), offset in starts))
    for i in range(len(result) - 2, -1, -1):
        line, found, before_unit = result[i]
        stretched = any(extra > STRETCHED for extra, _, inside in result[i + 1][1] if not inside)
        result[i] = line, found, before_unit or (stretched and result[i + 1][2])
    return result


def spacing(paragraph, document):
    """Bounded quantities of each adjusted line: the mean extra of a slot, all extra as a share of the measure, and how much two
    slots between Han differ; and Han characters that stand closer than their em, figures and units that are let out (clreq 3.2.3)."""
    for line, every, before_unit in line_slots(paragraph):
        found = [(extra, han) for extra, han, inside in every if not inside]
        extra = sum(max(0, e) for e, _ in found) * document.em
        between_han = [e for e, han in found if han]
        loose = [e for e, _, inside in every if inside and e > 0.02]
        if loose:
            yield "loose_unit", line.page, line.text, f"{max(loose):+.3f} em"
        if found:
            yield "stretch", line.page, line.text, extra / document.em / len(found)
            if not before_unit:
                yield "stretch_free", line.page, line.text, extra / document.em / len(found)
            yield "share", line.page, line.text, extra / (document.right - document.left)
        if between_han:
            yield "uneven", line.page, line.text, max(between_han) - min(between_han)
            if min(between_han) < -0.02:
                yield "tight", line.page, line.text, f"{min(between_han):+.3f} em"


def off_grid(document):
    for paragraph in document.paragraphs:
        for line in paragraph.lines:
            off = (line.y - document.phase + document.pitch / 2) % document.pitch - document.pitch / 2
            if not paragraph.centred and abs(off) > 0.5:
                yield "grid", line.page, line.text, f"{off:+.1f} pt"


def page_turns(paragraph):
    """孤行: one line of a paragraph alone at a foot or a head of a page; a heading with nothing below it."""
    counts = [line.page for line in paragraph.lines]
    first, last = paragraph.lines[0], paragraph.lines[-1]
    if counts[0] != counts[-1]:
        if counts.count(counts[0]) == 1:
            yield "widow", first.page, first.text, "foot"
        if counts.count(counts[-1]) == 1:
            yield "widow", last.page, last.text, "head"


LISTED = re.compile(r"……\s*[0-9]+\s*$")  # an entry of a contents, with leaders and a page number: no heading


def headings_at_foot(document):
    for paragraph in document.paragraphs:
        last = paragraph.lines[-1]
        if paragraph.heading and last.last_of_page and last.page < document.page_count and not LISTED.search(last.text):
            yield "foot", last.page, last.text, ""


def title_breaks(document, words):
    text, breaks = "", []
    for line in document.title:
        breaks.append(len(text))
        text += line.text
    for word in words:
        for m in re.finditer(re.escape(word), text):
            for place in breaks[1:]:
                if m.start() < place < m.end():
                    yield "title", 1, text[:place] + "｜" + text[place:], word


COUNTS = {
    "split": "拆开的数字与单位", "orphan": "孤字成行", "start": "行首禁则", "end": "行尾禁则", "beyond": "出版心", "ragged": "行末不齐",
    "end_em": "行末标点占一字", "start_em": "行首括号占一字", "pair": "相邻标点未挤", "tight": "汉字挤近", "loose_unit": "数字与单位内拉开", "grid": "不在行线上",
    "widow": "孤行", "foot": "标题在页末", "title": "题目拆词",
}
FULL_PAGE = "版心里的行数（应为22）"
BOUNDS = {"stretch": "一行最大拉伸（字距，字）", "stretch_free": "其中以下没有排不下的数量的", "share": "一行最大拉伸（占行长）", "uneven": "一行内汉字距最大之差（字）"}


def lines_of_fullest_page(document):
    """Body lines from the first place of a page to the last, headings and gaps counted as the lines they take."""
    places = {}
    for paragraph in document.paragraphs:
        for line in paragraph.lines:
            places.setdefault(line.page, []).append(line.y)
    return max((round((max(ys) - min(ys)) / document.pitch) + 1 for ys in places.values()), default=0)


def proofread(document, words=()):
    """(faults, bounds): {name: [(page, text, remark)]} and {name: (value, page, text)}."""
    faults = {name: [] for name in COUNTS}
    bounds = {name: (0.0, 0, "") for name in BOUNDS}
    def note(found):
        for name, page, text, remark in found:
            if name in bounds:
                if remark > bounds[name][0]:
                    bounds[name] = (remark, page, text)
            else:
                faults[name].append((page, text, remark))
    known = whole_words(document)
    for paragraph in document.paragraphs:
        if not paragraph.centred:
            note(split_units(paragraph, known, document))
            note(orphan(paragraph))
            note(edges(paragraph, document))
            note(spacing(paragraph, document))
            note(page_turns(paragraph))
        for line in paragraph.lines:
            note(adjacent_marks(line))
    note(off_grid(document))
    note(headings_at_foot(document))
    note(title_breaks(document, words))
    return faults, bounds
