/* Which face sets each character, and the shaping by segments. Decides what is
 * Han and what is Latin; “”‘’ — … · × go by their neighbours (clreq 中、西文混排, and
 * fonts differ in what they hold at those code points). Leaves widths to
 * adjust.c: of the shaper's result only the glyphs and clusters are taken as
 * they are. */
#include "text/segment.h"

/* Symbols that Unicode does not call wide but Chinese text sets in the Han face, a full em wide. */
static const struct range { uint32_t from, to; } han_symbols[] = {
    {0x203B, 0x203B}, /* ※ */
    {0x2100, 0x214F}, /* ℃ ℡ № */
    {0x2150, 0x218F}, /* Ⅰ Ⅱ */
    {0x2190, 0x21FF}, /* arrows */
    {0x2200, 0x22FF}, /* ≥ ≤ ≠ ∑ */
    {0x2460, 0x24FF}, /* ① ⑴ */
    {0x2500, 0x27BF}, /* □ ■ ☆ ✓ */
    {0x2E80, 0x2FDF}, /* radicals */
    {0xE000, 0xF8FF}, /* private use: the Han chain says whether it is known */
};

static bool is_space(uint32_t c) {
  return c == 0x20 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_variation(uint32_t c) {
  return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || (c >= 0x180B && c <= 0x180D);
}

static bool is_han_symbol(uint32_t c) {
  for (size_t i = 0; i < sizeof han_symbols / sizeof han_symbols[0]; i++)
    if (c >= han_symbols[i].from && c <= han_symbols[i].to) return true;
  return false;
}

static bool is_phonetic(uint32_t c) { /* kana and bopomofo behave as ideographs */
  return (c >= 0x3041 && c <= 0x312F) || (c >= 0x31A0 && c <= 0x31BF) || (c >= 0x31F0 && c <= 0x31FF);
}

static void classify(struct gk_text_char *c) {
  uint32_t code = c->code;
  c->line_break = (uint8_t)gk_char_line_break(code);
  c->mark = gk_mark_lookup(code);
  c->script = GK_FONT_LATIN;
  if (c->mark != NULL) {
    if (c->mark->face == GK_FACE_HAN) c->script = GK_FONT_HAN;
    c->kind = c->script == GK_FONT_HAN ? GK_CHAR_SYMBOL : GK_CHAR_LATIN;
    c->cell = c->script == GK_FONT_HAN;
  } else if (is_space(code)) {
    c->kind = GK_CHAR_SPACE;
    if (code == 0x3000) c->script = GK_FONT_HAN;
  } else if (is_variation(code) || gk_char_is_mark(code)) {
    c->kind = GK_CHAR_EXTEND;
  } else if (gk_char_is_han(code) || is_phonetic(code)) {
    c->kind = GK_CHAR_HAN;
    c->script = GK_FONT_HAN;
  } else if ((code >= 0x1100 && gk_char_width(code) == 2) || is_han_symbol(code)) {
    c->kind = GK_CHAR_SYMBOL;
    c->script = GK_FONT_HAN;
  } else {
    c->kind = GK_CHAR_LATIN;
  }
}

/* --- context */

enum side { SIDE_EDGE, SIDE_HAN, SIDE_LETTER, SIDE_DIGIT };

static bool by_context(const struct gk_text_char *c) {
  return c->mark != NULL && c->mark->face >= GK_FACE_LATIN_CELL;
}

static enum side side_of(const struct gk_text_char *c) {
  if (c->script == GK_FONT_HAN) return SIDE_HAN;
  return c->code >= '0' && c->code <= '9' ? SIDE_DIGIT : SIDE_LETTER;
}

/* The nearest neighbours that do not go by context themselves, spaces skipped. */
struct sides { uint8_t before, after; };

static void look_around(const struct gk_text_char *chars, size_t n, struct sides *sides) {
  enum side seen = SIDE_EDGE;
  for (size_t i = 0; i < n; i++) {
    sides[i].before = (uint8_t)seen;
    if (chars[i].kind != GK_CHAR_SPACE && chars[i].kind != GK_CHAR_EXTEND && !by_context(&chars[i])) seen = side_of(&chars[i]);
  }
  seen = SIDE_EDGE;
  for (size_t i = n; i-- > 0;) {
    sides[i].after = (uint8_t)seen;
    if (chars[i].kind != GK_CHAR_SPACE && chars[i].kind != GK_CHAR_EXTEND && !by_context(&chars[i])) seen = side_of(&chars[i]);
  }
}

static void set_face(struct gk_text_char *c, bool han) {
  c->script = han ? GK_FONT_HAN : GK_FONT_LATIN;
  c->kind = han ? GK_CHAR_SYMBOL : GK_CHAR_LATIN;
  c->cell = han;
}

/* Latin on no side Han and on one side at least Latin. */
static bool latin_around(uint8_t before, uint8_t after) {
  return before != SIDE_HAN && after != SIDE_HAN && (before != SIDE_EDGE || after != SIDE_EDGE);
}

static bool is_opening_quote(uint32_t c) { return c == 0x201C || c == 0x2018; }
static bool is_quote(uint32_t c) { return c == 0x201C || c == 0x201D || c == 0x2018 || c == 0x2019; }

/* A pair of quotes is Latin when it holds no Han and stands among Latin (clreq 中、西文混排); one without its partner goes by its
 * neighbours; ’ after a Latin letter with no ‘ open is an apostrophe. */
static void quotes(struct gk_text_char *chars, size_t n, const struct sides *sides, uint32_t *stack) {
  size_t depth = 0;
  uint32_t han = 0; /* Han characters so far; kept in stack entries beside the position */
  for (size_t i = 0; i < n; i++) {
    struct gk_text_char *c = &chars[i];
    if (!is_quote(c->code)) {
      han += c->script == GK_FONT_HAN && !by_context(c);
      continue;
    }
    set_face(c, !latin_around(sides[i].before, sides[i].after));
    if (is_opening_quote(c->code)) {
      stack[2 * depth] = (uint32_t)i;
      stack[2 * depth + 1] = han;
      depth++;
      continue;
    }
    size_t open = depth; /* the nearest opening quote of this kind among the innermost few */
    for (size_t d = depth; d > 0 && depth - d < 4 && open == depth; d--)
      if (chars[stack[2 * d - 2]].code == c->code - 1) open = d - 1;
    if (open == depth) {
      if (c->code == 0x2019 && i > 0 && chars[i - 1].kind == GK_CHAR_LATIN && chars[i - 1].mark == NULL && sides[i].after != SIDE_HAN)
        set_face(c, false);
      continue;
    }
    size_t first = stack[2 * open];
    bool latin = stack[2 * open + 1] == han && latin_around(sides[first].before, sides[i].after);
    set_face(c, !latin);
    set_face(&chars[first], !latin);
    depth = open;
  }
}

static void settle(struct gk_text_char *chars, size_t i, size_t n, const struct sides *sides) {
  struct gk_text_char *c = &chars[i];
  uint8_t before = sides[i].before, after = sides[i].after;
  switch ((enum gk_mark_face)c->mark->face) {
    case GK_FACE_LATIN_CELL: /* the face stays Latin: in the Han fonts these are of another weight */
      c->cell = before == SIDE_HAN && after == SIDE_HAN;
      return;
    case GK_FACE_BETWEEN:
      set_face(c, !(before >= SIDE_LETTER && after >= SIDE_LETTER));
      return;
    case GK_FACE_DASH: /* 2020—2022 takes the 一字线 of one em; a dash in an English phrase is Latin */
      set_face(c, !(before == SIDE_LETTER && after == SIDE_LETTER));
      return;
    case GK_FACE_ELLIPSIS: {
      bool pair = (i > 0 && chars[i - 1].code == c->code) || (i + 1 < n && chars[i + 1].code == c->code);
      set_face(c, pair || before < SIDE_LETTER || after == SIDE_HAN);
      return;
    }
    case GK_FACE_HAN: case GK_FACE_LATIN: case GK_FACE_QUOTE: return;
  }
}

bool gk_segment_scripts(struct gk_text_work *work) {
  size_t n = work->char_count;
  struct sides *sides = gk_arena_array(work->scratch, n + 1, sizeof *sides);
  uint32_t *stack = gk_arena_array(work->scratch, n + 1, 2 * sizeof *stack);
  if (sides == NULL || stack == NULL) {
    gk_report_memory(work->sink);
    return false;
  }
  for (size_t i = 0; i < n; i++) classify(&work->chars[i]);
  look_around(work->chars, n, sides);
  quotes(work->chars, n, sides, stack);
  for (size_t i = 0; i < n; i++)
    if (by_context(&work->chars[i])) settle(work->chars, i, n, sides);
  for (size_t i = 0; i < n; i++) { /* ① of a note, the 2 of m²: signs, not marks or letters */
    struct gk_text_char *c = &work->chars[i];
    if (!gk_text_is_script(work, c->run) || c->kind == GK_CHAR_SPACE || c->kind == GK_CHAR_EXTEND) continue;
    c->kind = GK_CHAR_SYMBOL;
    c->cell = false;
  }
  for (size_t i = 1; i < n; i++) /* marks and selectors are shaped with their base */
    if (work->chars[i].kind == GK_CHAR_EXTEND) work->chars[i].script = work->chars[i - 1].script;
  return true;
}

/* --- shaping */

static struct gk_text_atom *add_atom(struct gk_text_work *work, uint32_t from, uint32_t first_glyph) {
  struct gk_text_atom *atoms = work->atoms;
  if (work->atom_count == work->atom_capacity) {
    atoms = gk_arena_grow(work->scratch, atoms, &work->atom_capacity, work->atom_count + 1, sizeof *atoms);
    if (atoms == NULL) return NULL;
    work->atoms = atoms;
  }
  struct gk_text_atom *atom = &atoms[work->atom_count++];
  *atom = (struct gk_text_atom){.from = from, .first_glyph = first_glyph};
  return atom;
}

/* Glyphs [glyph, …) of the characters [first, end) become atoms, one a cluster; bytes without glyphs go with what stands before. */
static bool make_atoms(struct gk_text_work *work, size_t first, size_t end, size_t glyph) {
  const struct gk_text_char *chars = work->chars;
  uint32_t start = chars[first].at, stop = end < work->char_count ? chars[end].at : (uint32_t)work->size;
  if (glyph == work->glyphs.count) { /* nothing was drawn: the bytes belong to the atom before, else to the one to come */
    if (work->atom_count > 0) {
      work->atoms[work->atom_count - 1].to = stop;
      work->atoms[work->atom_count - 1].chars += (uint32_t)(end - first);
    }
    return true;
  }
  size_t i = first;
  while (glyph < work->glyphs.count) {
    uint32_t cluster = work->glyphs.items[glyph].cluster;
    struct gk_text_atom *atom = add_atom(work, work->atom_count == 0 ? 0 : chars[i].at, (uint32_t)glyph);
    if (atom == NULL) return false;
    atom->first_char = (uint32_t)i;
    while (glyph < work->glyphs.count && work->glyphs.items[glyph].cluster == cluster) glyph++;
    atom->glyphs = (uint32_t)glyph - atom->first_glyph;
    uint32_t next = glyph < work->glyphs.count ? start + work->glyphs.items[glyph].cluster : stop;
    do i++;
    while (i < end && chars[i].at < next);
    atom->chars = (uint32_t)i - atom->first_char;
    atom->to = i < end ? chars[i].at : stop;
    atom->space = chars[atom->first_char].kind == GK_CHAR_SPACE;
    if (i == end) break;
  }
  return true;
}

/* A space is a segment of its own: it must be an atom of its own, and fonts may kern across it. */
static size_t segment_end(const struct gk_text_work *work, size_t first) {
  const struct gk_text_char *c = &work->chars[first];
  size_t end = first + 1;
  while (end < work->char_count) {
    const struct gk_text_char *d = &work->chars[end];
    if (d->run != c->run || d->script != c->script) break;
    if (d->kind == GK_CHAR_SPACE || c->kind == GK_CHAR_SPACE) break;
    end++;
  }
  return end;
}

bool gk_segment_shape(struct gk_text_work *work) {
  bool ok = true;
  for (size_t first = 0; first < work->char_count;) {
    size_t end = segment_end(work, first);
    const struct gk_text_char *c = &work->chars[first];
    uint32_t stop = end < work->char_count ? work->chars[end].at : (uint32_t)work->size;
    int role = work->runs[c->run].role >= 0 ? work->runs[c->run].role : work->style->role;
    size_t glyph = work->glyphs.count;
    bool shaped = gk_font_shape(work->fonts, work->scratch, role, gk_text_size_of(work, c->run), (enum gk_font_script)c->script,
                                work->text + c->at, stop - c->at, &work->glyphs, gk_text_place(work, c->run, c->at, stop), work->sink);
    if (!shaped) work->faulty = true;
    if (!shaped && work->glyphs.count == glyph) ok = false;
    else if (ok && !make_atoms(work, first, end, glyph)) {
      gk_report_memory(work->sink);
      return false;
    }
    if (gk_arena_failed(work->scratch)) { /* the shaper may have said so already; repeats are kept once */
      gk_report_memory(work->sink);
      return false;
    }
    first = end;
  }
  return ok;
}
